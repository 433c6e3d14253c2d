import { statfs } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { Engine } from './engine';

/** A folder of that name may be here too when the engine is elsewhere: it must be of this machine, by its own name. */
export async function freeBytes(
  { choose, ask }: Pick<Engine, 'choose' | 'ask'>,
  signal: AbortSignal,
): Promise<number | undefined> {
  const { addresses } = await choose();
  if (addresses.some(({ kind }) => kind !== 'socket')) return undefined;
  return ask(signal, async (docker) => {
    const { Name, DockerRootDir }: { Name: string; DockerRootDir: string } = await docker.info();
    if (Name !== hostname()) return undefined;
    const { bavail, bsize } = await statfs(DockerRootDir).catch(() => ({ bavail: undefined, bsize: 0 }));
    return bavail === undefined ? undefined : bavail * bsize;
  });
}
