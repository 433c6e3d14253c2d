import { symlinkSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ownFolder } from '../ownership';

const program = fileURLToPath(new URL('fakeNvidiaSmi.mjs', import.meta.url));

/** Puts the stand-in first on PATH, so that it is the machine's nvidia-smi. Returns what takes it away. */
export function installFakeNvidiaSmi(settings: Readonly<Record<string, string>> = {}): () => void {
  const folder = ownFolder('nvidia-smi');
  symlinkSync(program, join(folder.path, 'nvidia-smi'));
  const changes: Readonly<Record<string, string>> = {
    ...settings,
    PATH: [folder.path, dirname(process.execPath), process.env['PATH']].join(delimiter),
  };
  const before = Object.keys(changes).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, changes);
  return () => {
    for (const [name, value] of before)
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    folder.release();
  };
}
