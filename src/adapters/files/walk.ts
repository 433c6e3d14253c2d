import type { Dirent, Stats } from 'node:fs';
import { lstat, opendir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Walk, WalkedEntry, WalkOptions } from '../../core/ports';

/** Folders that are read at once. */
const foldersAtOnce = 16;
/** Node reads so many names of a folder at once. */
const namesAtOnce = 256;
/** What measuring one folder may cost. */
const measuring: WalkOptions = { entries: 20_000, milliseconds: 300, enter: () => 'walk' };

/** Level by level, so that a limit cuts off what is deep rather than what is near. */
export async function walk(folder: string, options: WalkOptions, signal: AbortSignal): Promise<Walk> {
  const root = await realpath(folder).catch(() => folder);
  const deadline = Date.now() + options.milliseconds;
  const entries: WalkedEntry[] = [];
  const measured: WalkedEntry[] = [];
  let level = [''];
  let complete = true;
  while (level.length > 0 && complete) {
    const next: string[] = [];
    for (let at = 0; at < level.length && complete; at += foldersAtOnce) {
      const room = options.entries - entries.length;
      const some = level.slice(at, at + foldersAtOnce);
      const lists = await Promise.all(some.map(async (path) => list(root, path, room, signal)));
      const found = lists.flat();
      // One more than there is room for tells that something was left out.
      complete = found.length <= room && Date.now() <= deadline;
      for (const { isLink, ...entry } of found.slice(0, room)) {
        const how = entry.kind === 'folder' && !isLink ? options.enter(entry.path) : 'skip';
        if (how === 'walk') next.push(entry.path);
        (how === 'measure' ? measured : entries).push(entry);
      }
    }
    level = next;
  }
  for (const entry of measured) {
    const inside = await walk(join(root, entry.path), measuring, signal);
    entries.push({ ...entry, bytes: inside.entries.reduce((sum, { bytes }) => sum + bytes, 0) });
  }
  return { entries, complete };
}

interface Listed extends WalkedEntry {
  readonly isLink: boolean;
}

/** The entries of one folder by name; a folder that cannot be read has none. */
async function list(root: string, folder: string, room: number, signal: AbortSignal): Promise<Listed[]> {
  const listed: Listed[] = [];
  try {
    let names: Dirent[] = [];
    const flush = async (): Promise<void> => {
      signal.throwIfAborted();
      const found = await Promise.all(
        names.map(async ({ name }) => look(root, folder === '' ? name : `${folder}/${name}`)),
      );
      listed.push(...found.filter((entry) => entry !== undefined));
      names = [];
    };
    for await (const name of await opendir(join(root, folder), { bufferSize: namesAtOnce })) {
      names.push(name);
      if (names.length === namesAtOnce) await flush();
      if (listed.length > room) break;
    }
    await flush();
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
  return listed.toSorted((left, right) => (left.path < right.path ? -1 : 1));
}

/** Undefined for what went away meanwhile, and for sockets and devices, which no build takes. */
async function look(root: string, path: string): Promise<Listed | undefined> {
  const place = join(root, path);
  const found = await lstat(place).catch(() => undefined);
  if (!found) return undefined;
  if (!found.isSymbolicLink())
    return found.isFile() || found.isDirectory() ? listedOf(path, found, 'none') : undefined;
  const target = await realpath(place).catch(() => undefined);
  const inside = target === root || (target?.startsWith(root.endsWith(sep) ? root : root + sep) ?? false);
  const behind = inside ? await stat(place).catch(() => undefined) : undefined;
  return listedOf(path, behind ?? found, behind ? 'inside' : 'outside');
}

function listedOf(path: string, found: Stats, link: 'none' | 'inside' | 'outside'): Listed {
  const isFolder = found.isDirectory();
  return {
    path,
    kind: isFolder ? 'folder' : 'file',
    // What a link leads to is counted where it is.
    bytes: isFolder || link !== 'none' ? 0 : found.size,
    modified: found.mtimeMs,
    executable: link === 'outside' ? undefined : (found.mode & 0o111) !== 0,
    leadsOut: link === 'outside',
    isLink: link !== 'none',
  };
}
