/** From a key in the editor to the diagnostics of the text with it, in the oldest and the newest VS Code. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageProduct } from '../../src/build/package';
import { bundleSuite } from '../support/vscode/bundleSuite';
import { runHostTests } from '../support/vscode/runHostTests';
import { milliseconds, percentile, printTable } from './table';

interface Row {
  readonly lines: number;
  readonly samples: ReadonlyArray<{ readonly fromKey: number; readonly fromChange: number }>;
}

/** Longer than nearly every Dockerfile that people write: beyond that, the budget does not hold. */
const realLines = 400;
const root = fileURLToPath(new URL('../..', import.meta.url));

export async function printKeystrokes(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'longshore-bench-'));
  const { path: vsix } = await packageProduct(root);
  const suite = `${join(folder, 'suite')}.cjs` as const;
  await bundleSuite([join(root, 'test/bench/keystrokeInHost.ts')], suite);
  const cells: string[][] = [];
  for (const version of ['oldest', 'current'] as const) {
    const output = join(folder, `${version}.json`);
    const environment = { LONGSHORE_BENCH_OUTPUT: output };
    const { failed, output: said } = await runHostTests({ version, extension: { vsix }, suite, environment });
    if (failed > 0) throw new Error(said);
    const rows: Row[] = JSON.parse(readFileSync(output, 'utf8'));
    for (const { lines, samples } of rows) {
      cells.push([version, String(lines), ...measured(samples), lines > realLines ? '' : '50 ms']);
    }
  }
  printTable(
    'From a key to the diagnostics; a round trip to the window included, and without it',
    ['VS Code', 'lines', 'keys', 'p50', 'p95', 'p50 from the change event', 'p95', 'budget'],
    cells,
  );
  rmSync(folder, { recursive: true, force: true });
}

function measured(samples: Row['samples']): readonly string[] {
  const both = [samples.map(({ fromKey }) => fromKey), samples.map(({ fromChange }) => fromChange)];
  const shares = both.flatMap((values) =>
    [0.5, 0.95].map((share) => milliseconds(percentile(values, share))),
  );
  return [String(samples.length), ...shares];
}
