import type { Stats } from 'node:fs';
import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, readdir, readlink, rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Pack } from 'tar-stream';
import { pack } from 'tar-stream';
import type { StoredFile } from '../../core/run/ports';

interface Entry {
  readonly path: string;
  readonly absolute: string;
  readonly kind: 'folder' | 'file' | 'link';
  readonly mode: number;
  readonly bytes: number;
  readonly modified: Date;
}

/** As SageMaker packs artifacts: paths from the folder, nobody's name on them. */
export async function packFolders(
  folders: readonly string[],
  archive: string,
  signal: AbortSignal,
): Promise<number> {
  const entries = (await Promise.all(folders.map(async (folder) => collect(folder)))).flat();
  const unique = [...new Map(entries.map((entry) => [entry.path, entry])).values()];
  if (!unique.some(({ kind }) => kind !== 'folder')) return 0;
  const part = `${archive}.part`;
  try {
    const tar = pack();
    const adding = addAll(tar, unique, signal);
    // Fast rather than small: the file is for this machine.
    await Promise.all([
      pipeline(tar, createGzip({ level: 1 }), createWriteStream(part), { signal }),
      adding.catch((error: unknown) =>
        tar.destroy(error instanceof Error ? error : new Error(String(error))),
      ),
    ]);
    await rename(part, archive);
  } finally {
    await rm(part, { force: true });
  }
  return (await stat(archive)).size;
}

async function addAll(tar: Pack, entries: readonly Entry[], signal: AbortSignal): Promise<void> {
  for (const entry of entries) {
    const header = { name: entry.path, mode: entry.mode, mtime: entry.modified, uid: 0, gid: 0 };
    if (entry.kind === 'folder') tar.entry({ ...header, name: `${entry.path}/`, type: 'directory' });
    else if (entry.kind === 'link')
      tar.entry({ ...header, type: 'symlink', linkname: await readlink(entry.absolute) });
    else {
      const into = tar.entry({ ...header, type: 'file', size: entry.bytes });
      // A file that still grows must not break the archive: its first bytes are what was promised.
      const end = entry.bytes - 1;
      if (entry.bytes === 0) into.end();
      else await pipeline(createReadStream(entry.absolute, { end }), into, { signal });
    }
  }
  tar.finalize();
}

type Look = (path: string) => Promise<Stats | undefined>;

/** Sorted, so that the same content makes the same archive. */
async function collect(folder: string, look: Look = lstat, below = ''): Promise<Entry[]> {
  const here = `${folder}/${below}`;
  const names = (await readdir(here).catch((): string[] => [])).toSorted();
  const entries: Entry[] = [];
  for (const name of names) {
    const path = below === '' ? name : `${below}/${name}`;
    const absolute = `${folder}/${path}`;
    const found = await look(absolute);
    if (!found) continue;
    const kind = found.isDirectory() ? 'folder' : found.isFile() ? 'file' : 'link';
    // Pipes and sockets have no content to keep.
    if (kind === 'link' && !found.isSymbolicLink()) continue;
    entries.push({
      path,
      absolute,
      kind,
      mode: found.mode & 0o777,
      bytes: found.size,
      modified: found.mtime,
    });
    if (kind === 'folder') entries.push(...(await collect(folder, look, path)));
  }
  return entries;
}

/** As far as one can look: what goes meanwhile, or lies in a closed folder, is passed over. */
export async function storedFiles(folder: string): Promise<readonly StoredFile[]> {
  const entries = await collect(folder, async (path) => lstat(path).catch(() => undefined));
  return entries.flatMap(({ path, kind, bytes }) => (kind === 'file' ? [{ path, bytes }] : []));
}
