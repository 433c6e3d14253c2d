import assert from 'node:assert/strict';
import * as check from 'fast-check';
import { MiniBatches } from '../../../src/core/transform/miniBatches';
import { maskedCrc } from '../../../src/core/transform/records/crc32c';
import { makeSplitter, type DataRecord } from '../../../src/core/transform/records/splitter';
import type { SplitType } from '../../../src/core/transform/transformOptions';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const text = (from: Uint8Array): string => Buffer.from(from).toString('latin1');
const hex = (from: Uint8Array): string => Buffer.from(from).toString('hex');

function split(
  kind: Exclude<SplitType, 'None'>,
  pieces: readonly Uint8Array[],
  limit = Infinity,
): DataRecord[] {
  const splitter = makeSplitter(kind, limit);
  return [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
}

/** The same bytes in other pieces. */
const cut = (whole: Uint8Array, places: readonly number[]): readonly Uint8Array[] => {
  const at = [...new Set([0, ...places.map((place) => place % (whole.length + 1)), whole.length])].toSorted(
    (a, b) => a - b,
  );
  return at.slice(1).map((end, index) => whole.subarray(at[index], end));
};

const places = check.array(check.nat(), { maxLength: 20 });

/** As MXNet writes it, cut into parts where the data has the magic at a multiple of 4. */
function recordIO(data: Uint8Array): Uint8Array {
  const magic = Buffer.from('0a23d7ce', 'hex');
  const parts: Uint8Array[] = [];
  let from = 0;
  for (let at = 0; at + 4 <= data.length; at += 4)
    if (magic.equals(data.subarray(at, at + 4))) {
      parts.push(data.subarray(from, at));
      from = at + 4;
    }
  parts.push(data.subarray(from));
  return Buffer.concat(
    parts.map((part, index) => {
      const flag = parts.length === 1 ? 0 : index === 0 ? 1 : index === parts.length - 1 ? 3 : 2;
      const head = Buffer.alloc(4);
      head.writeUInt32LE(((flag << 29) | part.length) >>> 0);
      return Buffer.concat([magic, head, part, Buffer.alloc((4 - (part.length % 4)) % 4)]);
    }),
  );
}

function tfRecord(data: Uint8Array): Uint8Array {
  const head = Buffer.alloc(12);
  head.writeBigUInt64LE(BigInt(data.length));
  head.writeUInt32LE(maskedCrc(head.subarray(0, 8)), 8);
  const end = Buffer.alloc(4);
  end.writeUInt32LE(maskedCrc(data));
  return Buffer.concat([head, data, end]);
}

const data = check.array(
  check.oneof(
    check.uint8Array({ maxLength: 40 }),
    check.constant<Uint8Array>(Buffer.from('aaaa0a23d7cebbbb'.repeat(2), 'hex')),
    check.constant<Uint8Array>(Buffer.from('0a23d7ce', 'hex')),
  ),
  { maxLength: 8 },
);

describe('The records of a batch transform', () => {
  it('are lines with their ends, as they are in the file', () => {
    const lines = (whole: string): readonly string[] =>
      split('Line', [bytes(whole)]).map(({ content }) => text(content));
    assert.deepEqual(['', '\n', 'a', 'a\n', 'a\r\nb', 'a\n\nb\n', '\r\n\r\n', 'a\rb\n'].map(lines), [
      [],
      ['\n'],
      ['a'],
      ['a\n'],
      ['a\r\n', 'b'],
      ['a\n', '\n', 'b\n'],
      ['\r\n', '\r\n'],
      ['a\rb\n'],
    ]);
  });

  it('are the file again when they are put together, in whatever pieces it came', () => {
    check.assert(
      check.property(
        check.array(check.constantFrom('a', 'bc', '\n', '\r\n', '"x,y"')),
        places,
        (parts, at) => {
          const whole = bytes(parts.join(''));
          const records = split('Line', cut(whole, at));
          assert.equal(text(Buffer.concat(records.map((record) => record.whole))), text(whole));
          assert.deepEqual(
            records.map(({ content }) => text(content)),
            parts
              .join('')
              .split(/(?<=\n)/)
              .filter((line) => line !== ''),
          );
        },
      ),
    );
  });

  for (const [kind, frame] of [
    ['RecordIO', recordIO],
    ['TFRecord', tfRecord],
  ] as const)
    it(`are cut from ${kind} with their frames, and with their data alone`, () => {
      check.assert(
        check.property(data, places, (contents, at) => {
          const frames = contents.map(frame);
          const records = split(kind, cut(Buffer.concat(frames), at));
          assert.deepEqual(
            records.map(({ whole, content }) => [hex(whole), hex(content)]),
            contents.map((content, index) => [hex(frames[index] ?? new Uint8Array()), hex(content)]),
          );
        }),
      );
    });

  it('have the checksums that TensorFlow writes', () => {
    // The check value of CRC-32C, rotated and moved.
    const crc = 0xe306_9283;
    const rotated = ((crc >>> 15) | (crc << 17)) >>> 0;
    assert.equal(maskedCrc(bytes('123456789')), (rotated + 0xa282_ead8) % 2 ** 32);
  });

  it('are refused where the file is another, broken or ends early', () => {
    const good = { RecordIO: recordIO(bytes('abcde')), TFRecord: tfRecord(bytes('abcde')) };
    const damaged = Buffer.from(good.TFRecord);
    damaged[13] = 0;
    const table: ReadonlyArray<readonly ['RecordIO' | 'TFRecord', Uint8Array, RegExp]> = [
      ['RecordIO', bytes('1,2,3\n4,5,6\n'), /no RecordIO file/],
      ['RecordIO', good.RecordIO.subarray(0, 12), /ends within a record: 12 bytes/],
      ['TFRecord', bytes('1,2,3\n4,5,6\n'), /no TFRecord file/],
      ['TFRecord', good.TFRecord.subarray(0, 20), /ends within a record: 20 bytes/],
      ['TFRecord', damaged, /checksum of a record is wrong/],
    ];
    for (const [kind, whole, said] of table) assert.throws(() => split(kind, [whole]), said);
  });

  it('are refused when one is larger than the payload, before all of it is read', () => {
    const piece = bytes('x'.repeat(1000));
    const splitter = makeSplitter('Line', 1024 ** 2);
    assert.throws(() => {
      for (let read = 0; read < 2 * 1024 ** 2; read += piece.length) splitter.push(piece);
    }, /Too much data for max payload size: 1 MB/);
    const long = Buffer.from(tfRecord(bytes('x'.repeat(2000))));
    assert.throws(() => split('TFRecord', [long.subarray(0, 100)], 1000), /Too much data/);
  });
});

describe('Mini-batches', () => {
  const sizes = check.array(check.integer({ min: 1, max: 100 }), { maxLength: 60 });
  const batchesOf = (all: readonly number[], strategy: 'MultiRecord' | 'SingleRecord', limit: number) => {
    const batches = new MiniBatches(strategy, limit);
    const records = all.map((size, index) => bytes(String.fromCharCode(97 + (index % 26)).repeat(size)));
    return [
      ...records.flatMap((sent) => batches.add({ record: { whole: sent, content: sent }, sent })),
      ...batches.end(),
    ];
  };

  it('hold as many records as there is room for, none left out and none moved', () => {
    check.assert(
      check.property(sizes, check.integer({ min: 100, max: 300 }), (all, limit) => {
        const batches = batchesOf(all, 'MultiRecord', limit);
        assert.deepEqual(
          batches.flatMap(({ records }) => records.map(({ whole }) => whole.length)),
          all,
        );
        batches.forEach(({ body }, index) => {
          assert.ok(body.length <= limit);
          const next = batches[index + 1]?.records[0]?.whole.length;
          if (next !== undefined) assert.ok(body.length + next > limit, 'there was room for the next record');
        });
      }),
    );
  });

  it('hold one record each with SingleRecord', () => {
    assert.deepEqual(
      batchesOf([3, 1, 2], 'SingleRecord', 100).map(({ body }) => text(body)),
      ['aaa', 'b', 'cc'],
    );
  });

  it('refuse a record for which there is no room anywhere', () => {
    assert.throws(() => batchesOf([3, 101], 'MultiRecord', 100), /Too much data for max payload size/);
  });
});
