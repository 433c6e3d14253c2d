import type { Readable } from 'node:stream';
import type { ByteRange } from '../../../core/explore/ports';

/** A part of a stream. What comes after it is not asked for, and the stream is not destroyed: a tar would be with it. */
export async function takeBytes(content: Readable, { offset, length }: ByteRange): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  const end = offset + length;
  let at = 0;
  if (length <= 0) return new Uint8Array();
  await new Promise<void>((resolve, reject) => {
    content.on('data', (piece: Buffer) => {
      const part = piece.subarray(Math.max(0, offset - at), Math.max(0, end - at));
      if (part.length > 0) pieces.push(part);
      at += piece.length;
      if (at < end) return;
      content.pause();
      resolve();
    });
    content.once('end', resolve).once('close', resolve).once('error', reject);
  });
  return Buffer.concat(pieces);
}
