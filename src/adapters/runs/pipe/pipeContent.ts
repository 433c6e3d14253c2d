import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import * as l10n from '@vscode/l10n';
import { isAbort, Problem } from '../../../core/problem';
import type { PipeSource } from '../../../core/run/ports';
import { shuffled } from '../../../core/run/shuffled';

/** One epoch: all files, one after the other. */
export async function* pipeContent(source: PipeSource, epoch: number): AsyncGenerator<Uint8Array> {
  const { gunzip, recordIO, share, shuffleSeed } = source;
  const all = await filesOf(source);
  const ordered = shuffleSeed === undefined ? all : shuffled(all, shuffleSeed, epoch);
  const files = ordered.filter((_, index) => index % share.step === share.first);
  for (const file of files) {
    try {
      const length = recordIO ? await lengthOf(file, gunzip) : 0;
      if (recordIO) yield recordHead(file, length);
      yield* open(file, gunzip);
      if (recordIO) yield new Uint8Array((4 - (length % 4)) % 4);
    } catch (error) {
      if (!(error instanceof Error) || error instanceof Problem || isAbort(error)) throw error;
      throw new Problem(
        'file-unreadable',
        l10n.t('{0} could not be streamed to its channel: {1}', file, error.message),
        error,
      );
    }
  }
}

/** As a manifest lists them, or in the order in which S3 lists keys: by the bytes of the whole path. */
async function filesOf({ path, order }: PipeSource): Promise<readonly string[]> {
  if (order !== undefined) {
    const listed: readonly string[] = JSON.parse(await readFile(order, 'utf8'));
    return listed.map((below) => `${path}/${below}`);
  }
  if (!(await stat(path)).isDirectory()) return [path];
  const paths = await readdir(path, { recursive: true });
  const sorted = paths
    .map((below) => `${path}/${below}`)
    .toSorted((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
  const isFile = await Promise.all(sorted.map(async (file) => (await stat(file)).isFile()));
  return sorted.filter((_, index) => isFile[index]);
}

function open(file: string, gunzip: boolean): Readable {
  const content = createReadStream(file);
  if (!gunzip) return content;
  const unpacked = createGunzip();
  // Whoever reads hears of errors from what is unpacked.
  pipeline(content, unpacked, () => undefined);
  return unpacked;
}

async function lengthOf(file: string, gunzip: boolean): Promise<number> {
  if (!gunzip) return (await stat(file)).size;
  let length = 0;
  for await (const chunk of open(file, true)) length += Buffer.byteLength(chunk);
  return length;
}

/** The upper three bits of a length tell of records in several parts, which we do not make. */
const longestRecord = 2 ** 29 - 1;
const magic = 0xced7230a;

function recordHead(file: string, length: number): Uint8Array {
  if (length > longestRecord) {
    throw new Problem(
      'bad-run-file',
      l10n.t('{0} is larger than 512 MiB, and too large for one record of RecordIO.', file),
    );
  }
  const head = Buffer.alloc(8);
  head.writeUInt32LE(magic, 0);
  head.writeUInt32LE(length, 4);
  return head;
}
