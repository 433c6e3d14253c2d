import type { RuntimeRequest } from '../../core/serve/ports';
import { joinBytes } from '../../core/bytes';

/** All of it at once: what is asked twice, or has to tell its length, cannot come as it comes. */
export async function wholeBody(body: RuntimeRequest['body']): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body;
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return joinBytes(pieces);
}

/** So much of a failed answer as is worth telling. */
export async function textOf(body: AsyncIterable<Uint8Array>, most = 64 * 1024): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body) {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes > most) break;
  }
  return new TextDecoder().decode(joinBytes(pieces).subarray(0, most));
}

/** The same, and tells when nobody reads it any more. */
export async function* untilRead(
  body: AsyncIterable<Uint8Array>,
  finished: () => void,
): AsyncIterable<Uint8Array> {
  try {
    yield* body;
  } finally {
    finished();
  }
}
