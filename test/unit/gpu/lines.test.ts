import assert from 'node:assert/strict';
import * as check from 'fast-check';
import { cutLines } from '../../../src/adapters/gpu/lines';

async function cut(bytes: Uint8Array, places: readonly number[]): Promise<readonly string[]> {
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  const pieces = ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
  const lines: string[] = [];
  for await (const line of cutLines(iterate(pieces))) lines.push(line);
  return lines;
}

async function* iterate(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

describe('Lines', () => {
  it('are the same wherever they are cut, with either line end', async () => {
    const words = check.array(check.stringMatching(/^[a-z, é“]{1,12}$/), { minLength: 1, maxLength: 6 });
    await check.assert(
      check.asyncProperty(
        words,
        check.array(check.nat(200)),
        check.constantFrom('\n', '\r\n'),
        async (lines, places, end) => {
          const text = lines.map((line) => line + end).join('');
          assert.deepEqual(await cut(new TextEncoder().encode(text), places), lines);
        },
      ),
    );
  });

  it('are told also without the last end, and empty ones never', async () => {
    assert.deepEqual(await cut(new TextEncoder().encode('a\n\n\r\nb'), []), ['a', 'b']);
  });
});
