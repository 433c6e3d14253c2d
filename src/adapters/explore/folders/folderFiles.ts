import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { lstat, open, readlink, realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import type { ByteRange } from '../../../core/explore/ports';
import type { TreeEntry } from '../../../core/explore/tree';
import { Problem } from '../../../core/problem';
import { checkPath, noFile, notThere, readProblem } from '../unreadable';
import type { FolderPlace } from './folderPlace';

export async function statInFolders(place: FolderPlace, path: string): Promise<TreeEntry | undefined> {
  checkPath(path);
  if (!(await isDirect(place, path))) return undefined;
  return (await place.look(path))?.entry;
}

export async function readInFolders(
  place: FolderPlace,
  path: string,
  { offset, length }: ByteRange,
  signal: AbortSignal,
): Promise<Uint8Array> {
  return withFile(place, path, async (file) => {
    const { size } = await file.stat();
    const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - offset)));
    let filled = 0;
    while (filled < bytes.length) {
      signal.throwIfAborted();
      const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, offset + filled);
      // It became shorter meanwhile.
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  });
}

/** The content from its beginning, as long as it is used. */
export async function streamInFolders(
  place: FolderPlace,
  path: string,
  use: (content: Readable) => Promise<void>,
): Promise<void> {
  await withFile(place, path, async (file) => {
    const content = file.createReadStream({ autoClose: false });
    try {
      await use(content);
    } finally {
      content.destroy();
    }
  });
}

async function withFile<T>(
  place: FolderPlace,
  path: string,
  use: (file: FileHandle) => Promise<T>,
): Promise<T> {
  checkPath(path);
  const absolute = place.absolute(path);
  if (absolute === undefined) throw notThere(path);
  try {
    // A FIFO must not even be opened: its writer would take us for its reader.
    const isRoot = place.locate(path)?.rest === '';
    const real = isRoot ? await realpath(absolute) : absolute;
    if (!(await lstat(real)).isFile()) throw noFile(path);
    const file = await open(real, constants.O_RDONLY | noFollow);
    try {
      if (!(await file.stat()).isFile() || !(await isDirect(place, path, file))) throw noFile(path);
      return await use(file);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw error instanceof Problem ? error : readProblem(path, error);
  }
}

/** Windows has neither of them. */
const noFollow = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Whether no link on the way leads elsewhere. Where the system tells what was opened, nothing can come in between. */
async function isDirect(place: FolderPlace, path: string, file?: FileHandle): Promise<boolean> {
  const located = place.locate(path);
  if (!located || located.rest === '') return true;
  try {
    const root = await realpath(located.root);
    const folder = dirname(`${root}/${located.rest}`);
    if (file && process.platform === 'linux') {
      const opened = (await readlink(`/proc/self/fd/${file.fd}`)).replace(/ \(deleted\)$/, '');
      return opened === `${root === '/' ? '' : root}/${located.rest}`;
    }
    return samePath(await realpath(folder), folder);
  } catch (error) {
    if (readProblem(path, error) === error) throw error;
    return false;
  }
}

/** Systems other than Linux may write one name in several ways. */
const samePath = (left: string, right: string): boolean =>
  process.platform === 'linux'
    ? left === right
    : left.replaceAll('\\', '/').toLowerCase() === right.replaceAll('\\', '/').toLowerCase();
