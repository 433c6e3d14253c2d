import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Histogram, largest, type Counts } from '../../../src/core/load/histogram/histogram';

const micros = fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: largest }));
const values = fc.array(micros, { minLength: 1, maxLength: 300 });
const share = fc.oneof(
  fc.constantFrom(0.5, 0.9, 0.95, 0.99, 0.999, 1),
  fc.double({ min: 0, max: 1, noNaN: true }),
);

const histogramOf = (given: readonly number[]): Histogram => {
  const histogram = new Histogram();
  for (const value of given) histogram.record(value);
  return histogram;
};

function exact(given: readonly number[], wanted: number): number {
  const sorted = given.toSorted((left, right) => left - right);
  return sorted[Math.max(1, Math.ceil(wanted * sorted.length - 1e-9)) - 1] ?? 0;
}

describe('A histogram of latencies', () => {
  it('has every quantile to three digits, and never too small', () => {
    fc.assert(
      fc.property(values, share, (given, wanted) => {
        const [found, right] = [histogramOf(given).quantile(wanted), exact(given, wanted)];
        assert.ok(found >= right && found <= right + Math.max(0, right / 1024), `${found} for ${right}`);
      }),
    );
  });

  it('is the same after JSON, and in parts', () => {
    fc.assert(
      fc.property(values, fc.nat(300), share, (given, cut, wanted) => {
        const parts = [given.slice(0, cut), given.slice(cut)].map((part) => histogramOf(part).counts());
        const stored: Counts[] = JSON.parse(JSON.stringify(parts));
        const [merged, whole] = [Histogram.of(...stored), histogramOf(given)];
        assert.deepEqual(merged.counts(), whole.counts());
        assert.equal(merged.total, given.length);
        assert.ok(
          Math.abs(merged.quantile(wanted) - whole.quantile(wanted)) <= whole.quantile(wanted) / 1024,
        );
      }),
    );
  });

  it('its mean and its longest are those of the values', () => {
    fc.assert(
      fc.property(values, (given) => {
        const { mean, largest: longest } = histogramOf(given);
        const sum = given.reduce((total, value) => total + value, 0);
        assert.ok(Math.abs(mean - sum / given.length) <= 1e-6 * Math.max(1, mean));
        assert.equal(longest, Math.max(...given));
      }),
    );
  });

  it('corrects for coordinated omission as HdrHistogram does: its own example of a stall of 100 seconds', () => {
    const histogram = new Histogram();
    histogram.record(1000, 10_000);
    histogram.record(100_000_000);
    const corrected = histogram.corrected(10_000);
    assert.equal(corrected.total, 20_000);
    for (const [at, right] of [
      [0.3, 1000],
      [0.5, 1000],
      [0.75, 50_000_000],
      [0.9, 80_000_000],
      [0.99, 98_000_000],
    ] as const)
      assert.ok(
        Math.abs(corrected.quantile(at) - right) <= right * 0.001,
        `${at}: ${corrected.quantile(at)}`,
      );
    assert.equal(histogram.quantile(0.99), 1000);
  });

  it('nothing was counted: everything is 0', () => {
    const { total, mean, largest: longest } = new Histogram();
    assert.deepEqual(
      [total, mean, longest, new Histogram().quantile(0.99), new Histogram().counts()],
      [0, 0, 0, 0, []],
    );
  });
});
