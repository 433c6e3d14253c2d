import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AnswerReader } from '../../../src/core/http/answerReader';

const encoder = new TextEncoder();

/** Pieces of these lengths, again and again. */
function read(bytes: Uint8Array, lengths: readonly number[], keep = 1 << 20): AnswerReader {
  const reader = new AnswerReader(keep);
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const length = Math.max(1, lengths[turn % lengths.length] ?? 1);
    reader.read(bytes.slice(at, at + length));
    at += length;
  }
  return reader;
}

const join = (...parts: readonly (string | Uint8Array)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? encoder.encode(part) : part)));

const body = fc.uint8Array({ maxLength: 400 });
const lengths = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 });

describe('An answer over HTTP', () => {
  it('with its length is read in whatever pieces it comes', () => {
    fc.assert(
      fc.property(body, lengths, fc.boolean(), (given, pieces, announced) => {
        const head = `HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Length: ${given.length}\r\n\r\n`;
        const reader = read(join(announced ? 'HTTP/1.1 100 Continue\r\n\r\n' : '', head, given), pieces);
        assert.deepEqual(
          [reader.state, reader.staysOpen, reader.head?.headers['content-type']],
          ['done', true, 'text/csv'],
        );
        assert.deepEqual([...reader.body()], [...given]);
      }),
    );
  });

  it('in chunks is read in whatever pieces it comes', () => {
    fc.assert(
      fc.property(fc.array(body), lengths, fc.boolean(), (chunks, pieces, trailer) => {
        const parts = chunks
          .filter(({ length }) => length > 0)
          .flatMap((chunk) => [`${chunk.length.toString(16)};x=1\r\n`, chunk, '\r\n']);
        const end = trailer ? '0\r\nChecksum: 1\r\n\r\n' : '0\r\n\r\n';
        const reader = read(
          join('HTTP/1.1 424 Failed\r\nTransfer-Encoding: chunked\r\n\r\n', ...parts, end),
          pieces,
        );
        assert.deepEqual([reader.state, reader.head?.status], ['done', 424]);
        assert.deepEqual(
          [...reader.body()],
          chunks.flatMap((chunk) => [...chunk]),
        );
      }),
    );
  });

  it('without a length ends with its connection', () => {
    const reader = read(join('HTTP/1.0 200 OK\r\n\r\nhello'), [3]);
    assert.equal(reader.state, 'reading');
    reader.end();
    assert.deepEqual(
      [reader.state, reader.staysOpen, Buffer.from(reader.body()).toString()],
      ['done', false, 'hello'],
    );
  });

  it('that is cut is none', () => {
    for (const text of ['', 'HTTP/1.1 200 OK\r\n', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nabc']) {
      const reader = read(join(text), [9]);
      reader.end();
      assert.equal(reader.state, 'bad', text);
    }
  });

  for (const text of [
    'SSH-2.0-OpenSSH\r\n\r\n',
    'HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n',
    'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokand more',
    'HTTP/2 200\r\n\r\n',
  ])
    it(`is bad: ${JSON.stringify(text)}`, () => assert.equal(read(join(text), [7]).state, 'bad'));

  it('says when the line is to be closed', () => {
    const reader = read(join('HTTP/1.1 204 No Content\r\nConnection: Close\r\n\r\n'), [100]);
    assert.deepEqual([reader.state, reader.staysOpen], ['done', false]);
  });

  it('larger than what may be kept is bad; where nothing is kept it is counted alone', () => {
    const bytes = join('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n123456789');
    assert.equal(read(bytes, [5], 8).state, 'bad');
    const counted = read(bytes, [5], 0);
    assert.deepEqual([counted.state, counted.bytes, counted.body().length], ['done', 9, 0]);
  });
});
