/** `npm run bench:start`: what a window pays for the extension. Budgets: entry 150 KB, activation 20 ms at the median. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageProduct } from '../../src/build/package';
import { bundleSuite } from '../support/vscode/bundleSuite';
import { runHostTests } from '../support/vscode/runHostTests';
import { median, milliseconds, printTable } from './table';

const starts = 7;
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'longshore-bench-'));

interface Sample {
  readonly ours: number;
  readonly empty: number;
}

const { path: vsix, sizes } = await packageProduct(root);
const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KB`;
printTable(
  'Sizes',
  ['part', 'size', 'budget'],
  [
    ['entry, loaded at activation', kilobytes(sizes.entry), '150 KB'],
    ['chunks, loaded when needed', kilobytes(sizes.lazy), ''],
    ['VSIX', kilobytes(sizes.vsix), '1536 KB'],
  ],
);

const suite = `${join(folder, 'suite')}.cjs` as const;
await bundleSuite([join(root, 'test/bench/startInHost.ts')], suite);
const rows: string[][] = [];
for (const version of ['oldest', 'current'] as const) {
  const output = join(folder, `${version}.jsonl`);
  for (let start = 0; start < starts; start += 1) {
    await runHostTests({
      version,
      extension: { vsix },
      suite,
      environment: { LONGSHORE_BENCH_OUTPUT: output },
    });
  }
  const samples = readFileSync(output, 'utf8')
    .trim()
    .split('\n')
    .map((line): Sample => JSON.parse(line));
  const ours = median(samples.map((sample) => sample.ours));
  const empty = median(samples.map((sample) => sample.empty));
  rows.push([
    version,
    milliseconds(ours),
    milliseconds(empty),
    milliseconds(Math.max(...samples.map((sample) => sample.ours))),
    '20 ms',
  ]);
}
printTable(
  `Activation, median of ${starts} starts`,
  ['VS Code', 'ours, code loading included', 'an extension without code', 'slowest', 'budget'],
  rows,
);
rmSync(folder, { recursive: true, force: true });
process.exit();
