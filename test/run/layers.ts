import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleSuite } from '../support/vscode/bundleSuite';
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

export async function runMochaLayer(root: string, layer: string, environment: Environment): Promise<Count> {
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
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    });
    await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
    if (!existsSync(stats)) throw new Error(`The ${layer} tests ended before they were through.`);
    const count: Count = JSON.parse(readFileSync(stats, 'utf8'));
    if (count.passed + count.failed === 0) throw new Error(`The ${layer} tests ran no test.`);
    return count;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same suite in the oldest and the newest VS Code, on the development folder and on the package as users get it. */
export async function runHostLayer(root: string, vsix: string, environment: Environment): Promise<Count> {
  const suite = `${join(root, 'out', 'host-tests')}.cjs` as const;
  await bundleSuite(testFiles(root, 'host'), suite);
  let total: Count = { passed: 0, failed: 0, skipped: 0 };
  for (const version of ['oldest', 'current'] as const) {
    for (const extension of [{ folder: root }, { vsix }]) {
      process.stdout.write(
        `\n  VS Code, ${version} version, ${'vsix' in extension ? 'installed package' : 'development folder'}\n`,
      );
      const { passed, failed, output } = await runHostTests({
        version,
        extension,
        suite,
        workspace: join(root, 'examples'),
        environment,
      });
      process.stdout.write(output);
      total = { ...total, passed: total.passed + passed, failed: total.failed + failed };
    }
  }
  return total;
}
