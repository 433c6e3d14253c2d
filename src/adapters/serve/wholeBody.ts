/** A body that is there already: whoever knows it needs not wait for pieces. */
export class WholeBody implements AsyncIterable<Uint8Array> {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    if (this.bytes.length > 0) yield Promise.resolve(this.bytes);
  }
}
