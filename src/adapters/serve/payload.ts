import type { IncomingMessage } from 'node:http';
import { Transform } from 'node:stream';

/** Bytes. What is smaller is read at once: it costs less, and can be sent again and mirrored. */
export const small = 256 * 1024;

export interface Payload {
  readonly body: Uint8Array | AsyncIterable<Uint8Array>;
  readonly bytes: number | undefined;
  /** So far. */
  readonly received: () => number;
}

export class TooLarge extends Error {}

/** The body of a request: whole when it is small or `whole` is asked for, else as it comes. Too much of it is an error. */
export async function readPayload(
  request: IncomingMessage,
  { limit, whole }: { readonly limit: number; readonly whole: boolean },
): Promise<Payload> {
  const told = request.headers['content-length'];
  const bytes = told === undefined ? undefined : Number(told);
  if (bytes !== undefined && bytes > limit) throw new TooLarge();
  if (whole || (bytes !== undefined && bytes <= small)) {
    const body = await collect(request, limit);
    return { body, bytes: body.length, received: () => body.length };
  }
  let count = 0;
  const counted = new Transform({
    transform: (piece: Uint8Array, _, next) => {
      count += piece.length;
      next(count > limit ? new TooLarge() : null, piece);
    },
  });
  request.on('error', (error) => counted.destroy(error)).pipe(counted);
  return { body: counted, bytes, received: () => count };
}

async function collect(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let count = 0;
    request
      .on('data', (piece: Buffer) => {
        count += piece.length;
        if (count > limit) reject(new TooLarge());
        else pieces.push(piece);
      })
      .on('end', () => resolve(pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces)))
      .on('error', reject)
      // An error costs more than all the rest: none is made where none is needed.
      .on('close', () => {
        if (!request.readableEnded) reject(new Error('The client went away.'));
      });
  });
}
