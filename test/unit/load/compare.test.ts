import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareAnswers, exactly, isNear } from '../../../src/core/load/compare/answers';
import { verdictOf } from '../../../src/core/load/compare/compareLoads';
import { medianDifference } from '../../../src/core/load/compare/medianDifference';
import { quantileRatio } from '../../../src/core/load/compare/quantileRatio';
import { Histogram, type Counts } from '../../../src/core/load/histogram/histogram';
import { pairLines } from '../../../src/core/load/report/comparisonTables';
import { latencyOf } from '../../../src/core/load/report/loadReport';
import { randomNumbers } from '../../../src/core/random';

function uniform(seed: number): () => number {
  const random = randomNumbers(seed);
  return () => (random() + 0.5) / 2 ** 32;
}

const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());

/** Slices that drift: each has a pace of its own, as a busy machine gives it. */
function load(seed: number, factor: number): readonly Counts[] {
  const random = uniform(seed);
  return Array.from({ length: 20 }, () => {
    const histogram = new Histogram();
    const drift = Math.exp(0.1 * normal(random));
    for (let request = 0; request < 100; request += 1)
      histogram.record(20_000 * factor * drift * Math.exp(0.3 * normal(random)));
    return histogram.counts();
  });
}

describe('How a quantile of two loads differs', () => {
  const alarms = (factor: number, share: number): number => {
    let seen = 0;
    for (let trial = 0; trial < 60; trial += 1)
      if (verdictOf(quantileRatio(load(2 * trial + 1, 1), load(2 * trial + 2, factor), share), 1) !== 'same')
        seen += 1;
    return seen / 60;
  };
  it('the same load is rarely called different', () => {
    const [p50, p99] = [alarms(1, 0.5), alarms(1, 0.99)];
    assert.ok(p50 <= 0.1 && p99 <= 0.12, `${p50}, ${p99}`);
  }).timeout(60_000);
  it('a fifth more is nearly always seen at p50', () => {
    const seen = alarms(1.2, 0.5);
    assert.ok(seen >= 0.95, String(seen));
  }).timeout(60_000);
  it('too few slices say nothing', () => {
    assert.equal(verdictOf(quantileRatio(load(1, 1).slice(0, 3), load(2, 2), 0.5), 1), 'unknown');
  });
});

/** By definition: all shifts that the exact test of signed ranks, over all signs, does not reject at 5 %. */
function acceptedShifts(values: readonly number[]): readonly number[] {
  const count = values.length;
  const sums = Array.from({ length: 2 ** count }, (_, signs) =>
    values.reduce((sum, __, rank) => sum + ((signs >> rank) & 1 ? rank + 1 : 0), 0),
  );
  const pairs = values.flatMap((left, index) => values.slice(index).map((right) => (left + right) / 2));
  const sorted = pairs.toSorted((left, right) => left - right);
  // The test changes only at averages of pairs: it is asked between them.
  const between = sorted.slice(1).map((above, index) => ((sorted[index] ?? 0) + above) / 2);
  return between.filter((shift) => {
    const ranked = values
      .map((value) => value - shift)
      .toSorted((left, right) => Math.abs(left) - Math.abs(right));
    const plus = ranked.reduce((sum, value, rank) => sum + (value > 0 ? rank + 1 : 0), 0);
    const below = sums.filter((sum) => sum <= plus).length / sums.length;
    const above = sums.filter((sum) => sum >= plus).length / sums.length;
    return 2 * Math.min(below, above) > 0.05;
  });
}

describe('The middle of paired differences', () => {
  it('its interval is what the exact test of signed ranks does not reject', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 7, maxLength: 10 }),
        (values) => {
          const interval = medianDifference(values);
          const accepted = acceptedShifts(values.toSorted((left, right) => left - right));
          fc.pre(accepted.length > 0 && interval !== undefined);
          const { low, high } = interval ?? { low: 0, high: 0 };
          assert.ok(low <= (accepted[0] ?? 0) && high >= (accepted.at(-1) ?? 0));
          const inside = accepted.every((shift) => shift > low - 1e-9 && shift < high + 1e-9);
          assert.ok(inside);
        },
      ),
      { numRuns: 25 },
    );
  }).timeout(60_000);

  for (const [count, trials] of [
    [12, 600],
    [60, 300],
  ] as const)
    it(`holds the truth in 95 of 100 cases, also where latencies have tails (${count} pairs)`, () => {
      let held = 0;
      for (let trial = 0; trial < trials; trial += 1) {
        const random = uniform(trial + 1);
        const heavy = (): number => normal(random) / Math.max(0.05, Math.abs(normal(random)));
        const interval = medianDifference(Array.from({ length: count }, () => 3 + heavy()));
        if (interval && interval.low <= 3 && interval.high >= 3) held += 1;
      }
      assert.ok(held / trials >= 0.93 && held / trials <= 0.985, String(held / trials));
    }).timeout(60_000);

  it('five pairs can say nothing', () => assert.equal(medianDifference([1, 2, 3, 4, 5]), undefined));
  it('known by hand: six values, all pairs, the outermost', () =>
    assert.deepEqual(medianDifference([1, 2, 4, 8, 16, 32]), { value: 8.5, low: 1, high: 32 }));
});

describe('Two answers', () => {
  const answer = (text: string, contentType = 'application/json') => ({
    contentType,
    body: Buffer.from(text),
  });
  const told = (left: string, right: string, tolerance = exactly, type = 'application/json') =>
    compareAnswers(answer(left, type), answer(right, type), tolerance).map(
      (each) => `${each.where}: ${each.left} | ${each.right}`,
    );

  for (const [title, left, right, expected] of [
    ['equal', '{"a":1}', '{"a":1}', []],
    ['spaces and order of keys are nothing', '{"a":1,"b":[2]}', '{ "b": [2], "a": 1 }', []],
    ['a number deep inside', '{"p":[{"s":0.5},{"s":1}]}', '{"p":[{"s":0.5},{"s":2}]}', ['p[1].s: 1 | 2']],
    ['a key is missing', '{"a":1}', '{}', ['a: 1 | ']],
    ['another kind', '[1]', '{"0":1}', [': [1] | {"0":1}']],
    ['longer', '[1]', '[1,2]', ['[1]:  | 2']],
    ['null is not absent', '{"a":null}', '{}', ['a: null | ']],
    ['text', 'one\ntwo', 'one\nzwei', ['2:1: two | zwei']],
    ['bytes', '\0a', '\0bc', [': 2 B | 3 B']],
  ] as const)
    it(title, () => assert.deepEqual(told(left, right), expected));

  it('numbers within the tolerance', () => {
    const near = { absolute: 0.01, relative: 0 };
    assert.deepEqual(told('[1.001, "x"]', '[1.002, "y"]', near), ['[1]: "x" | "y"']);
    assert.deepEqual(told('1.5,a\n2', '1.505,a\n2.02', near, 'text/csv'), ['2:1: 2 | 2.02']);
  });

  it('nearness is the same from both sides, and holds for what is equal', () => {
    const number = fc.double({ noNaN: true });
    const tolerance = fc.record({
      absolute: fc.double({ min: 0, max: 10, noNaN: true }),
      relative: fc.double({ min: 0, max: 0.5, noNaN: true }),
    });
    fc.assert(
      fc.property(number, number, tolerance, (one, other, within) => {
        assert.equal(isNear(one, other, within), isNear(other, one, within));
        assert.ok(isNear(one, one, exactly));
      }),
    );
  });
});

describe('Which side is slower', () => {
  const said = (value: number, low: number, high: number, verdict: 'same' | 'slower' | 'faster'): string => {
    const latency = latencyOf(new Histogram());
    const side = (name: string) => ({ name, url: 'http://127.0.0.1/', latency, failed: 0 });
    const [, line = ''] = pairLines({
      format: 'longshore-pairs-1',
      at: 0,
      sides: [side('blue'), side('green')],
      tolerance: { absolute: 0, relative: 0 },
      rounds: 5,
      rows: [],
      slower: { value, low, high },
      verdict,
    });
    return line;
  };

  it('is told without a minus', () =>
    assert.deepEqual(
      [said(20, 18, 22, 'slower'), said(-20, -22, -18, 'faster'), said(-0.1, -0.3, 0.2, 'same')],
      [
        'green answers later by 20 ms (18 ms to 22 ms): slower.',
        'green answers sooner by 20 ms (18 ms to 22 ms): faster.',
        'green answers sooner by 0.1 ms (-0.2 ms to 0.3 ms): no difference seen.',
      ],
    ));
});
