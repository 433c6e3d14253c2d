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
    const { source, isGzip } = await peek(content);
    const through: Transform[] = isGzip ? [createGunzip()] : [];
    await visitTar(source, through, visit, signal);
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof Problem || isAbort(error) ? error : damaged(path, error);
  }
}

/** What it is stands in the first two bytes, whatever its name says. */
async function peek(content: Readable): Promise<{ readonly source: Readable; readonly isGzip: boolean }> {
  const source = new PassThrough();
  content.on('error', (error) => source.destroy(error));
  content.pipe(source);
  for (;;) {
    await new Promise<void>((resolve, reject) => {
      source.once('readable', resolve).once('end', resolve).once('error', reject);
    });
    const first: unknown = source.read(2);
    if (Buffer.isBuffer(first)) {
      source.unshift(first);
      return { source, isGzip: first[0] === 0x1f && first[1] === 0x8b };
    }
    if (source.readableEnded || source.writableFinished) return { source, isGzip: false };
  }
}
