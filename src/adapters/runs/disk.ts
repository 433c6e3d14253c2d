import type { FSWatcher } from 'node:fs';
import { watch } from 'node:fs';
import { chmod, cp, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import type { Appender, Owner, RunDisk } from '../../core/run/ports';
import { usualRunsFolder } from '../../core/run/runFolder';
import { foreignEntries } from './foreign';
import { packFolders, storedFiles } from './pack';
import { filePieces, gunzipPieces } from './pieces';
import { unpack } from './unpack';
import { openPipe } from './pipe/openPipe';

export function makeRunDisk(): RunDisk {
  return {
    user: currentUser(),
    runsFolder: usualRunsFolder(process.platform, homedir(), process.env),
    makeFolder: async (path) => tell(path, async () => void (await mkdir(path, { recursive: true }))),
    writeText: async (path, text) => tell(path, async () => writeText(path, text)),
    readText: async (path) => absent(undefined, async () => readFile(path, 'utf8')),
    setMode: async (path, mode) => tell(path, async () => chmod(path, mode)),
    remove: async (path) => tell(path, async () => remove(path)),
    folders: async (path) =>
      absent([], async () =>
        (await readdir(path, { withFileTypes: true })).flatMap((entry) =>
          entry.isDirectory() ? [entry.name] : [],
        ),
      ),
    files: storedFiles,
    copyCode: async (from, to, signal) =>
      tell(from, async () =>
        cp(from, to, {
          recursive: true,
          filter: (source) => {
            signal.throwIfAborted();
            return !ofTools.has(basename(source));
          },
        }),
      ),
    append: async (path) => tell(path, async () => appender(path)),
    read: filePieces,
    gunzip: gunzipPieces,
    move: async (from, to) => tell(to, async () => rename(from, to)),
    tail,
    unpack: async (archive, folder, signal) => tell(folder, async () => unpack(archive, folder, signal)),
    pack: async (folders, archive, signal) =>
      tell(archive, async () => packFolders(folders, archive, signal)),
    foreign: foreignEntries,
    watch: watchFolders,
    hasPipes: process.platform === 'linux',
    openPipe: async (place, source, failed) => tell(place, async () => openPipe(place, source, failed)),
  };
}

async function writeText(path: string, text: string): Promise<void> {
  // Whoever reads meanwhile sees the old text or the new one.
  const part = `${path}.${process.pid}.part`;
  try {
    await writeFile(part, text);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    if (!isFull(error) || !(await writeOver(path, text))) throw error;
  }
}

/** On a full disk, what a file has already is enough for a text that is no longer: false when it is not. */
async function writeOver(path: string, text: string): Promise<boolean> {
  const bytes = Buffer.from(text);
  const file = await open(path, 'r+').catch(() => undefined);
  if (!file) return false;
  try {
    // Blocks count 512 bytes everywhere.
    const { blocks } = await file.stat();
    if (bytes.length > blocks * 512) return false;
    await file.write(bytes, 0, bytes.length, 0);
    await file.truncate(bytes.length);
    return true;
  } finally {
    await file.close();
  }
}

/** A folder that is the user's own may still be closed to them, as `input/config` is with strict permissions. */
async function remove(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true });
  } catch (error) {
    if (!isDenied(error)) throw error;
    await openFolders(path);
    await rm(path, { recursive: true, force: true });
  }
}

/** From the top, since what lies below a closed folder shows when that is open. */
async function openFolders(path: string): Promise<void> {
  await chmod(path, 0o700);
  for (const entry of await readdir(path, { withFileTypes: true }))
    if (entry.isDirectory()) await openFolders(`${path}/${entry.name}`);
}

/** A folder that is not there, or goes, is not watched any more: whoever asks looks again after the last change. */
function watchFolders(folders: readonly string[], changed: () => void): { dispose(): void } {
  const watchers = folders.flatMap((folder): FSWatcher[] => {
    try {
      const watcher = watch(folder, { persistent: false }, changed);
      watcher.on('error', () => watcher.close());
      return [watcher];
    } catch {
      return [];
    }
  });
  return { dispose: () => watchers.forEach((watcher) => watcher.close()) };
}

/** What no training program needs, and often is larger than everything else. */
const ofTools = new Set([
  '.git',
  '.hg',
  '.venv',
  'venv',
  'node_modules',
  '__pycache__',
  '.ipynb_checkpoints',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
]);

function currentUser(): Owner | undefined {
  const uid = process.getuid?.();
  const gid = process.getgid?.();
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

async function appender(path: string): Promise<Appender> {
  const file = await open(path, 'w');
  return {
    write: async (bytes) => tell(path, async () => file.appendFile(bytes)),
    close: async () => file.close(),
  };
}

async function tail(path: string, bytes: number): Promise<string> {
  return absent('', async () => {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const buffer = Buffer.alloc(Math.min(bytes, size));
      await file.read(buffer, 0, buffer.length, size - buffer.length);
      return buffer.toString('utf8');
    } finally {
      await file.close();
    }
  });
}

async function absent<T>(answer: T, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return answer;
    throw error;
  }
}

/** What the disk refuses, in our words. */
export async function tell<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isFull(error))
      throw new Problem('disk-full', l10n.t('There is no space left on the disk of {0}.', path), error);
    switch (codeOf(error)) {
      case 'EACCES':
      case 'EPERM':
      case 'EROFS':
        throw new Problem('file-unwritable', l10n.t('{0} cannot be written: you may not.', path), error);
      case 'ENOENT':
        throw new Problem('file-unreadable', l10n.t('{0} is not there.', path), error);
      default:
        throw error;
    }
  }
}

const isFull = (error: unknown): boolean => codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT';

const isDenied = (error: unknown): boolean => codeOf(error) === 'EACCES' || codeOf(error) === 'EPERM';

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;
