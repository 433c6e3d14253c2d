/** A field of a protobuf message: numbers, or bytes that may be a text or a message again. */
interface Field {
  readonly number: number;
  readonly value: number | Uint8Array;
}

/** The fields of a message, in their order; whatever has another wire type than we ask for is stepped over. */
export function* readFields(message: Uint8Array): Generator<Field> {
  let at = 0;
  /** Larger numbers than 2^53 lose their end, which nobody asks for here. */
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; at < message.length; factor *= 128) {
      const byte = message[at++] ?? 0;
      value += (byte & 127) * factor;
      if (byte < 128) break;
    }
    return value;
  };
  while (at < message.length) {
    const key = varint();
    const number = Math.floor(key / 8);
    switch (key % 8) {
      case 0:
        yield { number, value: varint() };
        break;
      case 1:
        at += 8;
        break;
      case 2: {
        const length = varint();
        yield { number, value: message.subarray(at, at + length) };
        at += length;
        break;
      }
      case 5:
        at += 4;
        break;
      default:
        return;
    }
  }
}

/** A text as a field of a message. */
export const textField = (number: number, text: string): Uint8Array => bytesField(number, Buffer.from(text));

export function bytesField(number: number, bytes: Uint8Array): Uint8Array {
  const head = [number * 8 + 2];
  let length = bytes.length;
  for (; length > 127; length = Math.floor(length / 128)) head.push((length % 128) + 128);
  return Buffer.concat([Buffer.from([...head, length]), bytes]);
}
