import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownFolder } from '../support/ownership';
import { bundleSuite } from '../support/vscode/bundleSuite';
import type { HostResult } from '../support/vscode/hostResult';
import { writePeerExtension } from '../support/vscode/peerExtension';
import type { HostTests } from '../support/vscode/runHostTests';
import { runHostTests } from '../support/vscode/runHostTests';

export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

type Environment = Readonly<Record<string, string>>;

/** All test files of a layer; none at all would be a mistake, not a success. */
function testFiles(root: string, layer: string): readonly string[] {
  const folder = join(root, 'test', layer);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.test.ts'),
  );
  if (names.length === 0) throw new Error(`There are no tests in test/${layer}.`);
  return names.toSorted().map((name) => join(folder, name));
}

export async function runMochaLayer(
  root: string,
  layer: string,
  environment: Environment,
  print?: (text: string) => void,
): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), 'longshore-stats-'));
  try {
    const stats = join(folder, 'stats.json');
    const timeout = layer === 'unit' ? '20000' : '120000';
    const words = [
      '--import=tsx',
      join(root, 'test/run/runMocha.ts'),
      stats,
      timeout,
      ...testFiles(root, layer),
    ];
    const child = spawn(process.execPath, words, {
      cwd: root,
      stdio: print ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      env: { ...process.env, ...environment },
    });
    if (print)
      for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', print);
    await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
    if (!existsSync(stats)) throw new Error(`The ${layer} tests ended before they were through.`);
    const count: Count = JSON.parse(readFileSync(stats, 'utf8'));
    if (count.passed + count.failed === 0) throw new Error(`The ${layer} tests ran no test.`);
    return count;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface HostLayer {
  readonly root: string;
  readonly vsix: string;
  readonly environment: Environment;
  readonly print: (text: string) => void;
}

/** The same suite in the oldest and the newest VS Code, on the development folder and on the package as users get it. */
export async function runHostLayer({ root, vsix, environment, print }: HostLayer): Promise<Count> {
  const suite = `${join(root, 'out', 'host-tests')}.cjs` as const;
  await bundleSuite(testFiles(root, 'host'), suite);
  let total: Count = { passed: 0, failed: 0, skipped: 0 };
  for (const version of ['oldest', 'current'] as const) {
    for (const extension of [{ folder: root }, { vsix }]) {
      print(
        `\n  VS Code, ${version} version, ${'vsix' in extension ? 'installed package' : 'development folder'}\n`,
      );
      const { passed, failed, output } = await runInExamples(root, {
        version,
        extension,
        suite,
        environment,
      });
      print(output);
      total = { ...total, passed: total.passed + passed, failed: total.failed + failed };
    }
  }
  return total;
}

/** Packages run beside an extension that reports general findings too; folders have the window for themselves. */
const peer = 'exiasr.hadolint';

/** On a copy of the examples: tests write settings and save files. */
async function runInExamples(root: string, tests: HostTests): Promise<HostResult> {
  const own = ownFolder('host-examples');
  try {
    const workspace = join(own.path, 'examples');
    cpSync(join(root, 'examples'), workspace, { recursive: true });
    if (!('vsix' in tests.extension)) return await runHostTests({ ...tests, workspace });
    const folder = join(own.path, 'peer');
    writePeerExtension(folder, peer);
    const environment = { ...tests.environment, LONGSHORE_TEST_PEER: peer };
    return await runHostTests({ ...tests, workspace, environment, peers: [{ folder }] });
  } finally {
    own.release();
  }
}
