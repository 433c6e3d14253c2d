import assert from 'node:assert/strict';
import fc from 'fast-check';
import { metricsSnapshot } from '../../../../src/core/hosting/metrics/metricsSnapshot';
import type { MetricAnswers } from '../../../../src/core/hosting/metrics/ports';
import { recentTraffic } from '../../../../src/core/hosting/metrics/recentTraffic';
import { measuresOf } from '../../../../src/core/hosting/metrics/variantMetrics';
import { hasGpu, vcpusOf } from '../../../../src/core/hosting/metrics/vcpus';

const minute = 60_000;
const start = 1_790_000_040_000;
const variant = (name: string, instanceType: string | undefined, isServerless = false) => ({
  name,
  instanceType,
  isServerless,
});
const measures = (instanceType: string | undefined, isServerless = false, isAsync = false) =>
  measuresOf('iris', [variant('blue', instanceType, isServerless)], { period: 60, isAsync }).map(
    ({ query }) => `${query.metric} ${query.statistic}`,
  );

describe('The metrics of an endpoint', () => {
  it('are asked for as far as a variant has them', () => {
    const plain = measures('ml.m5.large');
    assert.deepEqual(plain, [
      'Invocations Sum',
      'Invocation4XXErrors Sum',
      'Invocation5XXErrors Sum',
      'InvocationModelErrors Sum',
      'ModelLatency p50',
      'ModelLatency p90',
      'CPUUtilization Average',
      'MemoryUtilization Average',
    ]);
    assert.deepEqual(measures('ml.g5.xlarge').slice(8), [
      'GPUUtilization Average',
      'GPUMemoryUtilization Average',
    ]);
    // Nobody knows what it has.
    assert.equal(measures(undefined).length, 10);
    assert.deepEqual(measures(undefined, true).slice(6), ['MemoryUtilization Average']);
    assert.deepEqual(measures('ml.m5.large', false, true)[0], 'ApproximateBacklogSize Average');
  });

  it('are questions of different ids, and never more than CloudWatch takes at once', () => {
    const ten = Array.from({ length: 10 }, (_, index) => variant(`v${index}`, undefined));
    const ids = measuresOf('iris', ten, { period: 60, isAsync: false }).map(({ query }) => query.id);
    assert.ok(
      ids.length <= 500 && new Set(ids).size === ids.length && ids.every((id) => /^[a-z]\w*$/.test(id)),
    );
  });

  for (const [instanceType, vcpus, gpu] of [
    ['ml.t2.medium', 2, false],
    ['ml.m5.large', 2, false],
    ['ml.m5.xlarge', 4, false],
    ['ml.c5.9xlarge', 36, false],
    ['ml.c4.8xlarge', 36, false],
    ['ml.g5.48xlarge', 192, true],
    ['ml.p4d.24xlarge', 96, true],
    ['ml.inf1.6xlarge', 24, false],
    ['ml.gr6.4xlarge', 16, true],
    ['ml.m9.metal', undefined, false],
  ] satisfies [string, number | undefined, boolean][])
    it(`know the processors of ${instanceType}`, () =>
      assert.deepEqual([vcpusOf(instanceType), hasGpu(instanceType)], [vcpus, gpu]));

  const answered = (values: Readonly<Record<string, readonly (number | undefined)[]>>): MetricAnswers =>
    new Map(
      Object.entries(values).map(([id, list]) => {
        const known = list.flatMap((value, index) => (value === undefined ? [] : [{ value, index }]));
        return [
          id,
          {
            times: known.map(({ index }) => start + index * minute),
            values: known.map(({ value }) => value),
          },
        ];
      }),
    );

  it('leave gaps where nothing is known, and say of one core what they do not know of all', () => {
    const variants = [variant('blue', undefined)];
    const measured = measuresOf('iris', variants, { period: 60, isAsync: false });
    const snapshot = metricsSnapshot({
      stretch: { from: start, to: start + 4 * minute },
      asked: start + 4 * minute,
      period: 60,
      variants,
      measured,
      answers: answered({ q0: [5, undefined, 7], q6: [180] }),
      history: [
        { at: start + minute, before: { variants: [] }, after: { variants: [] } },
        { at: start - minute, before: { variants: [] }, after: { variants: [] } },
      ],
    });
    assert.deepEqual(
      snapshot.charts.map(({ title, note, top, tables }) => [title, note, top, tables[0]?.y]),
      [
        ['Requests a minute', undefined, undefined, [[5, null, 7]]],
        [
          'Processor and memory',
          '100 % of the processor are one core: several add up.',
          undefined,
          [[180, null, null]],
        ],
      ],
    );
    assert.deepEqual(snapshot.marks, [{ seconds: (start + minute) / 1000, label: 'changed from here' }]);
    assert.equal(snapshot.newest, start + 3 * minute);
  });

  it('of the last minutes are a mean over all variants, without the newest', () => {
    const measured = measuresOf('iris', [variant('blue', 'ml.m5.large'), variant('green', 'ml.m5.large')], {
      period: 60,
      isAsync: false,
    });
    const traffic = (blue: readonly (number | undefined)[], green: readonly (number | undefined)[]) =>
      recentTraffic(measured, answered({ q0: blue, q8: green }), 60);
    assert.deepEqual(traffic([10, 20, 1], [30, undefined, 1]), { perMinute: 30, minutes: 2 });
    assert.deepEqual(traffic([10], []), { perMinute: 10, minutes: 1 });
    assert.equal(traffic([], []), undefined);
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 2, maxLength: 40 }), (counts) => {
        const { perMinute = -1 } = traffic(counts, counts) ?? {};
        const known = counts.slice(0, -1).slice(-15);
        const mean = (2 * known.reduce((sum, each) => sum + each, 0)) / known.length;
        assert.ok(Math.abs(perMinute - mean) < 1e-9);
      }),
    );
  });
});
