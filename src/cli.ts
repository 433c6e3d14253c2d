import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import { runCommandLine } from './terminal/commandLine';

/** `dist/cli.js`: the same product for terminals and pipelines. */
const manifest: unknown = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
const version =
  typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : 'unknown';
const stop = new AbortController();
const kill = new AbortController();
const interrupted = (): void => {
  if (kill.signal.aborted) process.exit(130);
  if (stop.signal.aborted) kill.abort();
  stop.abort();
};
process.on('SIGINT', interrupted);
process.on('SIGTERM', interrupted);
// Whoever reads along may have seen enough: `longshore lint | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const askCode = async (serial: string): Promise<string> => {
  const { askMfaCode } = await import('./terminal/askMfaCode');
  return askMfaCode(serial, { input: process.stdin, output: process.stderr }, stop.signal);
};

// What a command waits for may be a moment alone, which holds no process open.
const open = setInterval(() => undefined, 2 ** 30);
process.exitCode = await runCommandLine(
  {
    version,
    world: async () =>
      (await import('./adapters/world')).makeWorld({ docker: () => ({ host: '', context: '' }), askCode }),
    localWorld: async () => (await import('./adapters/localWorld')).makeLocalWorld(),
    media: fileURLToPath(new URL('../media', import.meta.url)).replaceAll('\\', '/'),
  },
  process.argv.slice(2),
  {
    out: (line) => process.stdout.write(`${line}\n`),
    error: (line) => process.stderr.write(`${line}\n`),
    write: (bytes) => process.stdout.write(bytes),
    input: async () => text(process.stdin),
    screen: process.stdout.isTTY
      ? { columns: process.stdout.columns || 80, hasColors: process.stdout.hasColors() }
      : undefined,
    signal: stop.signal,
    kill: kill.signal,
  },
);
clearInterval(open);
