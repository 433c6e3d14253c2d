import assert from 'node:assert/strict';
import fc from 'fast-check';
import { foundRate, judge, mostTries, nextRate, type RateSearch } from '../../../src/core/load/findRate';
import { Histogram } from '../../../src/core/load/histogram/histogram';
import { stepReport, type StepReport } from '../../../src/core/load/report/loadReport';
import type { FoundRate, RateFailure, RateTry } from '../../../src/core/load/report/foundRate';

const limit = { quantile: 0.95, milliseconds: 100 };
const search: RateSearch = { limit, errorShare: 0.01, safety: 0.5, from: 10, to: 20_000 };

function find(fails: (rate: number, number: number) => RateFailure | undefined, given = search): FoundRate {
  const tries: RateTry[] = [];
  for (let rate = nextRate(tries, given); rate !== undefined; rate = nextRate(tries, given))
    tries.push({ rate, failed: fails(rate, tries.length), milliseconds: 20 });
  return foundRate(tries, given);
}

describe('The highest rate under a limit', () => {
  it('is found within 3 %, wherever it lies, and with few tries', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 19_000, noNaN: true }),
        fc.double({ min: 1, max: 19_000, noNaN: true }),
        (capacity, from) => {
          const found = find((rate) => (rate > capacity ? 'latency' : undefined), { ...search, from });
          assert.ok(found.tries.length <= mostTries);
          // Far away, all tries may be needed to come near.
          if (found.tries.length < mostTries)
            assert.ok(found.rate <= capacity && found.rate * 1.031 >= capacity);
        },
      ),
    );
  });

  it('one failure by chance is not believed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 50, max: 5000 }), fc.nat(12), (capacity, unlucky) => {
        let before = false;
        const found = find((rate, number) => {
          const byChance = number === unlucky && !before && rate <= capacity;
          before = rate > capacity;
          return rate > capacity || byChance ? 'latency' : undefined;
        });
        assert.ok(found.rate * 1.031 >= capacity, `${found.rate} of ${capacity}`);
      }),
    );
  });

  it('becomes the target that the endpoint editor can take over, and what Inference Recommender calls it', () => {
    const { rate, bound, scaling, recommender } = find((tried) => (tried > 80 ? 'errors' : undefined));
    assert.deepEqual(
      { rate, bound, scaling, recommender },
      {
        rate: 80,
        bound: 'found',
        scaling: { safety: 0.5, target: 2400 },
        recommender: { MaxInvocations: 4800, ModelLatency: 20 },
      },
    );
  });

  it('nothing is too much: at least the last', () => {
    const { rate, bound } = find(() => undefined, { ...search, to: 500 });
    assert.deepEqual([rate, bound], [500, 'at-least']);
  });

  it('what this machine cannot send says nothing of the endpoint', () => {
    const { rate, bound } = find((tried) => (tried > 3000 ? 'generator' : undefined));
    assert.ok(rate > 2900 && rate <= 3000);
    assert.equal(bound, 'at-least');
  });

  it('everything is too much', () => {
    const { rate, bound, scaling, recommender } = find(() => 'achieved');
    assert.deepEqual([rate, bound, scaling.target, recommender.ModelLatency], [0, 'below', 0, undefined]);
  });

  it('stops when it is stopped', () => {
    const { tries, bound } = find((_, number) => (number === 2 ? 'stopped' : undefined));
    assert.deepEqual([tries.length, bound], [3, 'at-least']);
  });
});

describe('A rate is sustained', () => {
  const histogram = new Histogram();
  histogram.record(20_000, 1000);
  const good: StepReport = stepReport(
    { pace: { kind: 'open', rate: 100, arrivals: 'even' }, milliseconds: 10_000, warmUp: 0 },
    {
      began: 0,
      seconds: 10,
      ended: 'time',
      due: 1000,
      sent: 1000,
      answered: 1000,
      errors: {},
      slices: [histogram.counts()],
      variants: {},
      lateness: 1,
      received: 0,
    },
  );
  const slow = new Histogram();
  slow.record(150_000, 1000);
  for (const [title, step, failed] of [
    ['as it should be', good, undefined],
    ['slow', { ...good, slices: [slow.counts()] }, 'latency'],
    ['slow because of ourselves', { ...good, slices: [slow.counts()], lateness: 120 }, 'generator'],
    ['errors within what is allowed', { ...good, errorShare: 0.01 }, undefined],
    ['errors beyond it', { ...good, errorShare: 0.011 }, 'errors'],
    ['answers fall behind', { ...good, answered: 978 }, 'achieved'],
    ['nearly all in time', { ...good, answered: 980 }, undefined],
    ['stopped', { ...good, ended: 'stopped' }, 'stopped'],
    ['nobody was there any more', { ...good, ended: 'gone', errorShare: 0.9 }, 'gone'],
  ] as const)
    it(title, () => assert.equal(judge(step, search).failed, failed));
});
