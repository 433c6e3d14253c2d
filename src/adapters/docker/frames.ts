const headerBytes = 8;

/** Takes the engine's frames apart, which name the stream in 8 bytes before every piece; cut anywhere. */
export async function* readFrames(stream: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  let header = Buffer.alloc(0);
  let left = 0;
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
        header = Buffer.alloc(0);
        continue;
      }
      const part = chunk.subarray(0, left);
      left -= part.length;
      chunk = chunk.subarray(part.length);
      yield part;
    }
  }
}
