import { Buffer } from 'node:buffer';

export interface ArchiveFile {
  readonly name: string;
  readonly content: string | Buffer;
  readonly executable?: boolean;
}

const block = 512;

/** A tar archive, the same for the same files. Names may have 100 bytes. */
export function pack(files: readonly ArchiveFile[]): Buffer {
  const parts = files.flatMap((file) => {
    const content = Buffer.from(file.content);
    return [header(file, content.length), content, Buffer.alloc(-content.length & (block - 1))];
  });
  return Buffer.concat([...parts, Buffer.alloc(2 * block)]);
}

function header(file: ArchiveFile, size: number): Buffer {
  const result = Buffer.alloc(block);
  result.write(file.name, 0, 100);
  result.write(file.executable ? '0000755' : '0000644', 100);
  result.write('0000000', 108); // owner
  result.write('0000000', 116); // group
  result.write(size.toString(8).padStart(11, '0'), 124);
  result.write('00000000000', 136); // time
  result.write(' '.repeat(8), 148); // The checksum counts itself as blanks.
  result.write('0ustar\x0000', 156);
  const sum = result.reduce((total, byte) => total + byte, 0);
  result.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return result;
}
