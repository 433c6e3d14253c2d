import type { Readable, Transform } from 'node:stream';
import { PassThrough } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { PackedFile } from '../../../core/explore/ports';
import type { TreeEntry } from '../../../core/explore/tree';
import { isAbort, Problem } from '../../../core/problem';
import { damaged, noFile, notThere } from '../unreadable';
import { takeBytes } from './takeBytes';
import type { Visit } from './tarEntries';
import { tarEntry, tarPath, visitTar } from './tarEntries';

export async function listTarball(
  path: string,
  content: Readable,
  limit: number,
  signal: AbortSignal,
): Promise<{ readonly entries: ReadonlyMap<string, TreeEntry>; readonly whole: boolean }> {
  const entries = new Map<string, TreeEntry>();
  let whole = true;
  const visit: Visit = async (header) => {
    const inner = tarPath(header.name);
    whole = entries.size < limit;
    if (inner !== undefined && whole) entries.set(inner, tarEntry(header));
    return whole;
  };
  await visitTarball(path, content, visit, signal);
  return { entries, whole };
}

/** The beginning of a file in a tarball. */
export async function readTarball(
  { archive, path }: PackedFile,
  content: Readable,
  maximumBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  let read: Uint8Array | undefined;
  const visit: Visit = async (header, file) => {
    if (tarPath(header.name) !== path) return true;
    if (tarEntry(header).kind !== 'file') throw noFile(path);
    read = await takeBytes(file, { offset: 0, length: maximumBytes });
    return false;
  };
  await visitTarball(archive, content, visit, signal);
  if (!read) throw notThere(path);
  return read;
}

async function visitTarball(
  path: string,
  content: Readable,
  visit: Visit,
  signal: AbortSignal,
): Promise<void> {
  try {
    const through: Transform[] = (await isGzipped(content)) ? [createGunzip()] : [];
    await visitTar(lent(content), through, visit, signal);
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof Problem || isAbort(error) ? error : damaged(path, error);
  }
}

/** What it is stands in the first two bytes, whatever its name says. */
async function isGzipped(content: Readable): Promise<boolean> {
  const first = await new Promise<Buffer>((resolve, reject) => {
    let heard = Buffer.alloc(0);
    const hear = (piece: Buffer): void => {
      heard = Buffer.concat([heard, piece]);
      if (heard.length < 2) return;
      content.pause();
      content.off('data', hear);
      content.unshift(heard);
      resolve(heard);
    };
    const tooShort = (): void => reject(new Error('It has no two bytes.'));
    content.on('data', hear).once('end', tooShort).once('close', tooShort).once('error', reject);
  });
  return first[0] === 0x1f && first[1] === 0x8b;
}

/** To be destroyed in place of its source, which may be a file in another tar. */
function lent(content: Readable): Readable {
  const source = new PassThrough();
  content.on('error', (error) => source.destroy(error));
  return content.pipe(source);
}
