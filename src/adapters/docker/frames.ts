const headerBytes = 8;

/** What a program wrote, to whichever stream. */
export async function* readFrames(stream: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const { bytes } of readNamedFrames(stream)) yield bytes;
}

/** Takes the engine's frames apart, which name the stream in 8 bytes before every piece; cut anywhere. */
export async function* readNamedFrames(
  stream: AsyncIterable<unknown>,
): AsyncGenerator<{ readonly isError: boolean; readonly bytes: Buffer }> {
  let header = Buffer.alloc(0);
  let left = 0;
  let isError = false;
  for await (const piece of stream) {
    if (!Buffer.isBuffer(piece)) continue;
    let chunk: Buffer = piece;
    while (chunk.length > 0) {
      if (left === 0) {
        const missing = headerBytes - header.length;
        header = Buffer.concat([header, chunk.subarray(0, missing)]);
        chunk = chunk.subarray(missing);
        if (header.length < headerBytes) break;
        left = header.readUInt32BE(4);
        isError = header[0] === 2;
        header = Buffer.alloc(0);
        continue;
      }
      const part = chunk.subarray(0, left);
      left -= part.length;
      chunk = chunk.subarray(part.length);
      yield { isError, bytes: part };
    }
  }
}
