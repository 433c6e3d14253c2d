import { chmod, mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import type { Files, FileStat } from '../../core/ports';
import { isAbort, Problem } from '../../core/problem';
import { indexedModes, setIndexedMode } from './gitIndex';
import { walk } from './walk';

/** Where exec bits are: NTFS has none, so on Windows git's index is asked. */
export type ExecBits = 'disk' | 'git';

export function makeFiles(execBits: ExecBits = process.platform === 'win32' ? 'git' : 'disk'): Files {
  return {
    walk: async (folder, options, signal) => {
      const found = await walk(folder, options, signal);
      if (execBits === 'disk') return found;
      const modes = await indexedModes(folder, signal);
      const entries = found.entries.map((entry) => ({ ...entry, executable: modes.get(entry.path) }));
      return { ...found, entries };
    },
    stat: async (path, signal) => {
      const found = await statOf(path);
      signal.throwIfAborted();
      return found && execBits === 'git' ? { ...found, executable: undefined } : found;
    },
    read,
    readBytes,
    write: async (path, text, signal) => {
      signal.throwIfAborted();
      try {
        // The place of a link is kept: what it leads to is written.
        await writeFile(await realpath(path).catch(() => path), text);
      } catch (error) {
        throw unwritable(path, error);
      }
    },
    makeFolder: async (path, signal) => {
      signal.throwIfAborted();
      try {
        await mkdir(path, { recursive: true });
      } catch (error) {
        throw unwritable(path, error);
      }
    },
    makeExecutable: async (path, signal) => {
      signal.throwIfAborted();
      try {
        if (execBits === 'git') await setIndexedMode(path, signal);
        else await chmod(path, (await stat(path)).mode | 0o111);
      } catch (error) {
        if (isAbort(error)) throw error;
        throw unwritable(path, error);
      }
    },
  };
}

async function statOf(path: string): Promise<FileStat | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return undefined;
  return {
    kind: found.isDirectory() ? 'folder' : 'file',
    bytes: found.isDirectory() ? 0 : found.size,
    modified: found.mtimeMs,
    executable: (found.mode & 0o111) !== 0,
  };
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

async function read(path: string, maximumBytes: number, signal: AbortSignal): Promise<string | undefined> {
  const content = await readBytes(path, maximumBytes, signal);
  if (content === undefined || content.includes(0)) return undefined;
  try {
    return decoder.decode(content);
  } catch (error) {
    // Not UTF-8: for the caller that is no text.
    if (error instanceof TypeError && 'code' in error) return undefined;
    throw error;
  }
}

async function readBytes(
  path: string,
  maximumBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  try {
    const { size } = await stat(path);
    return size > maximumBytes ? undefined : await readFile(path, { signal });
  } catch (error) {
    signal.throwIfAborted();
    // Absent, forbidden, or a folder: for the caller all of them are nothing to read.
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

const unwritable = (path: string, cause: unknown): Problem =>
  new Problem('file-unwritable', l10n.t('{0} cannot be changed.', path), cause);
