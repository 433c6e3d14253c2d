/** `npm run check`: types, lint, format, manifest and dead code, side by side, each named when it fails. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { staleFiles } from './writeManifest';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Check {
  readonly name: string;
  /** What is wrong; empty when nothing is. */
  readonly run: () => Promise<string>;
}

const checks: readonly Check[] = [
  { name: 'types', run: async () => tool('tsc', ['-b']) },
  { name: 'lint', run: async () => tool('oxlint', ['--deny-warnings']) },
  { name: 'format', run: async () => tool('prettier', ['--check', '--cache', '--log-level=warn', '.']) },
  { name: 'dead code', run: async () => tool('knip', ['--no-progress']) },
  {
    name: 'manifest',
    run: async () => {
      const stale = await staleFiles(root);
      return stale.length === 0 ? '' : `Not as the tables say: ${stale.join(', ')}. Run npm run build.`;
    },
  },
];

async function tool(name: string, words: readonly string[]): Promise<string> {
  const child = spawn(name, words, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise<number | null>((resolve, reject) =>
    child.on('error', reject).on('close', resolve),
  );
  return code === 0 ? '' : output.trim() || `${name} ended with ${String(code)}.`;
}

export async function runChecks(print: (line: string) => void): Promise<{ passed: number; failed: number }> {
  const results = await Promise.all(
    checks.map(async ({ name, run }) => {
      const started = Date.now();
      const wrong = await run();
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      print(`${wrong === '' ? '✔' : '✘'} ${name} (${seconds} s)${wrong === '' ? '' : `\n${wrong}`}`);
      return wrong === '';
    }),
  );
  const passed = results.filter(Boolean).length;
  return { passed, failed: results.length - passed };
}
