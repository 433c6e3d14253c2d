import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatAge, formatSize, shortId } from '../../../src/core/format';

describe('A size', () => {
  const sizes: ReadonlyArray<readonly [number, string]> = [
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [999_499, '999 kB'],
    [999_999, '1 MB'],
    [326_412_001, '326 MB'],
    [12_345_678_901, '12.3 GB'],
  ];
  for (const [bytes, text] of sizes)
    it(`of ${bytes} bytes reads ${text}`, () => assert.equal(formatSize(bytes), text));

  it('has at most three digits and a unit, whatever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (bytes) => {
        assert.match(formatSize(bytes), /^(?:\d{1,3}|\d{1,2}\.\d|\d\.\d{1,2}) (?:B|kB|MB|GB|TB|PB)$/);
      }),
    );
  });
});

describe('An age', () => {
  const now = 1_800_000_000;
  const ages: ReadonlyArray<readonly [number, string]> = [
    [-5, 'just now'],
    [59, 'just now'],
    [60, '1 min ago'],
    [3599, '59 min ago'],
    [3600, '1 h ago'],
    [86_400, 'yesterday'],
    [86_400 * 59, '59 days ago'],
    [86_400 * 70, '2 months ago'],
    [86_400 * 800, '2 years ago'],
  ];
  for (const [age, text] of ages)
    it(`of ${age} s reads ${text}`, () => assert.equal(formatAge(now - age, now), text));
});

it('A short id is what Docker prints', () => {
  assert.equal(shortId('sha256:0123456789abcdef0123'), '0123456789ab');
});
