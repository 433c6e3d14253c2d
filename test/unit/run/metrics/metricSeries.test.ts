import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MetricSeries } from '../../../../src/core/run/metrics/metricSeries';

const points = (values: readonly number[], name = 'loss') =>
  values.map((value, line) => ({ name, value, line }));

describe('The curves of a run', () => {
  it('keep every point while they are few', () => {
    const series = new MetricSeries();
    const all = [...points([3, 2, 1]), ...points([0.5], 'acc')];
    all.forEach((point) => series.add(point));
    assert.deepEqual(
      [series.names, series.of('loss'), series.of('other')],
      [['loss', 'acc'], points([3, 2, 1]), []],
    );
  });

  it('keep the ends and the extremes, in order, however many there are', () => {
    const value = fc.oneof(
      fc.integer({ min: -5, max: 5 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 8, max: 40 }),
        (values, limit) => {
          const series = new MetricSeries(limit);
          points(values).forEach((point) => series.add(point));
          const kept = series.of('loss');
          assert.ok(kept.length <= limit);
          const seen = kept.map((point) => point.value);
          assert.deepEqual(
            [Math.min(...seen), Math.max(...seen), seen.at(-1)],
            [Math.min(...values), Math.max(...values), values.at(-1)],
          );
          assert.deepEqual([kept[0]?.line, kept.at(-1)?.line], [0, values.length - 1]);
          assert.ok(kept.every(({ line }, at) => at === 0 || line > (kept[at - 1]?.line ?? 0)));
        },
      ),
    );
  });

  it('are bounded in number as well', () => {
    const series = new MetricSeries(8, 2);
    for (const name of ['a', 'b', 'c', 'a']) series.add({ name, value: 1, line: 0 });
    assert.deepEqual([series.names, series.of('a').length], [['a', 'b'], 2]);
  });
});
