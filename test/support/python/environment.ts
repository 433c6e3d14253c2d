// Python environments of pinned packages from PyPI, each made once and kept in the cache.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { installMissing, installPackages } from '../apt';
import { cached, dropOtherVersions } from '../cache';
import { findProgram, run } from '../processes';

/** The path of its Python. The environment is renamed once made: nobody may run the scripts in its `bin`. */
export async function pythonWith(name: string, requirements: readonly string[]): Promise<string> {
  const python = await findPython();
  const identity = await run(python, ['-c', 'import sys; print(sys.version, sys.executable)']);
  const hash = createHash('sha256')
    .update([identity, ...requirements].join())
    .digest('hex');
  const key = `${name}-${hash.slice(0, 12)}`;
  const environment = await cached(key, async (path) => {
    const inside = await makeEnvironment(path);
    await run(inside, [...pip('install'), '--only-binary=:all:', ...requirements]);
  });
  dropOtherVersions(`${name}-`, key);
  return pythonOf(environment);
}

/** An empty environment at this path, for its pip. */
export async function makeEnvironment(path: string): Promise<string> {
  const python = await findPython();
  const missing = async () => {
    const found = await run(python, ['-c', 'import venv, ensurepip']).catch(() => undefined);
    return found === undefined ? ['python3 -m venv'] : [];
  };
  await installMissing('A Python environment', ['python3-venv'], missing);
  await run(python, ['-m', 'venv', path]);
  return pythonOf(path);
}

export const pip = (verb: 'install' | 'download'): readonly string[] => [
  '-m',
  'pip',
  verb,
  '--quiet',
  '--disable-pip-version-check',
];

async function findPython(): Promise<string> {
  await installPackages('Python 3', ['python3', 'python3-venv'], ['python3']);
  return findProgram('python3') ?? 'python3';
}

const pythonOf = (environment: string): string => join(environment, 'bin', 'python');
