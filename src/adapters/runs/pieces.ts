import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import { field } from '../field';

/** Bytes at once. */
const piece = 256 * 1024;

/** A file, as it is read. */
export async function* filePieces(path: string, signal: AbortSignal): AsyncIterable<Uint8Array> {
  const stream = createReadStream(path, { highWaterMark: piece, signal });
  try {
    yield* bytesIn(stream);
  } catch (error) {
    signal.throwIfAborted();
    const message =
      field(error, 'code') === 'ENOENT'
        ? l10n.t('{0} is not there.', path)
        : l10n.t('{0} cannot be read.', path);
    throw new Problem('file-unreadable', message, error);
  }
}

export async function* gunzipPieces(content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  // What goes wrong with the content comes out here too.
  const stream = pipeline(Readable.from(content), createGunzip({ chunkSize: piece }), () => undefined);
  try {
    yield* bytesIn(stream);
  } catch (error) {
    const code = field(error, 'code');
    if (typeof code !== 'string' || !code.startsWith('Z_')) throw error;
    throw new Problem('file-unreadable', l10n.t('The file is no gzip, or it is broken.'), error);
  }
}

async function* bytesIn(stream: AsyncIterable<unknown>): AsyncIterable<Uint8Array> {
  for await (const bytes of stream) if (bytes instanceof Uint8Array) yield bytes;
}
