import assert from 'node:assert/strict';
import { ChartSet } from '../../../src/core/resources/charts/chartSet';
import { chartOf, tableOf } from './samples';

describe('The charts of a snapshot', () => {
  const first = tableOf('gpus', [0, 1], { 'GPU 0': [10, 20], 'GPU 1': [30, null] });
  const shown = (): ChartSet => {
    const set = new ChartSet();
    set.show([chartOf([first])]);
    return set;
  };
  const content = (set: ChartSet) =>
    set.charts[0]?.tables.map((table) => [[...table.times], [...table.values(0)], [...table.values(1)]]);

  it('grow by the samples of their tables', () => {
    const set = shown();
    const before = set.charts[0]?.revision;
    set.grow([
      {
        chart: 'utilization',
        table: 'gpus',
        x: [2, 3],
        y: [
          [40, 50],
          [60, 70],
        ],
      },
    ]);
    assert.deepEqual(content(set), [
      [
        [0, 1, 2, 3],
        [10, 20, 40, 50],
        [30, Number.NaN, 60, 70],
      ],
    ]);
    assert.notEqual(set.charts[0]?.revision, before);
  });

  it('do not change by what belongs to other charts', () => {
    const set = shown();
    const before = set.charts;
    set.grow([{ chart: 'power', table: 'gpus', x: [2], y: [[1]] }]);
    assert.deepEqual(set.charts, before);
  });

  it('keep every sample when they outgrow their first room', () => {
    const set = shown();
    for (let time = 2; time < 2000; time += 1)
      set.grow([{ chart: 'utilization', table: 'gpus', x: [time], y: [[time], [-time]] }]);
    const [table] = set.charts[0]?.tables ?? [];
    assert.deepEqual(
      [table?.length, table?.values(0)[1999], table?.values(1)[1999], table?.values(0)[0]],
      [2000, 1999, -1999, 10],
    );
  });

  it('never run backwards, though a clock may', () => {
    const set = shown();
    set.grow([
      {
        chart: 'utilization',
        table: 'gpus',
        x: [0.5, 2],
        y: [
          [1, 2],
          [3, 4],
        ],
      },
    ]);
    assert.deepEqual(content(set)?.[0]?.[0], [0, 1, 1, 2]);
  });

  it('share a time axis of at least half a minute', () => {
    const set = shown();
    assert.deepEqual(set.extent, { from: 0, to: 30 });
    set.grow([{ chart: 'utilization', table: 'gpus', x: [95], y: [[1], [2]] }]);
    assert.deepEqual(set.extent, { from: 0, to: 95 });
    assert.deepEqual(new ChartSet().extent, { from: 0, to: 30 });
  });
});
