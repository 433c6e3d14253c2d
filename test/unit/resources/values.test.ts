import assert from 'node:assert/strict';
import { chartCsv } from '../../../src/core/resources/charts/chartCsv';
import { movedCursor, snapped, zoomedRange } from '../../../src/core/resources/charts/cursor';
import {
  lastReadings,
  rangeText,
  readingsAt,
  spokenMoment,
  summary,
} from '../../../src/core/resources/charts/readings';
import { valueTable } from '../../../src/core/resources/charts/valueRows';
import { liveChart, tableOf } from './samples';

const gpus = liveChart([
  tableOf('gpus', [0, 1, 2, 3], { 'GPU 0': [10, 20, 30, 40], 'GPU 1': [50, null, 70, 80] }),
]);
const runs = liveChart(
  [tableOf('a', [0, 5], { 'a, "new"': [2.5, 1.5] }), tableOf('b', [0, 2], { b: [3, 2] })],
  {
    title: 'loss',
    unit: 'number',
  },
);

describe('Values of charts', () => {
  it('are a CSV file with one row for each time', () => {
    assert.equal(
      chartCsv([gpus, runs]),
      [
        'seconds,Utilization (%) GPU 0,Utilization (%) GPU 1,"loss a, ""new""",loss b',
        '0,10,50,2.5,3',
        '1,20,,,',
        '2,30,70,,2',
        '3,40,80,,',
        '5,,,1.5,',
        '',
      ].join('\n'),
    );
  });

  it('are a table with the newest first and the extremes of all', () => {
    assert.deepEqual(valueTable(gpus, { from: 0, to: 3 }, 3), {
      columns: ['GPU 0', 'GPU 1'],
      rows: [
        { seconds: 3, cells: ['40 %', '80 %'] },
        { seconds: 2, cells: ['30 %', '70 %'] },
        { seconds: 0, cells: ['10 %', '50 %'] },
      ],
      lowest: ['10 %', '50 %'],
      highest: ['40 %', '80 %'],
    });
    assert.deepEqual(valueTable(gpus, { from: 0.5, to: 2.5 }).highest, ['30 %', '70 %']);
  });

  it('are read at a moment, and nowhere outside of what was measured', () => {
    const values = (seconds: number) => readingsAt(runs, seconds, 0.5).map(({ value }) => value);
    assert.deepEqual(
      [values(0.4), values(2.4), values(4.9), values(9)],
      [
        [2.5, 3],
        [2.5, 2],
        [1.5, undefined],
        [undefined, undefined],
      ],
    );
    assert.deepEqual(
      lastReadings(gpus, 1.5).map(({ value }) => value),
      [20, undefined],
    );
  });

  it('are told in a few words', () => {
    assert.equal(rangeText(lastReadings(gpus), 'percent'), '40 – 80 %');
    assert.equal(rangeText(readingsAt(gpus, 1, 0), 'percent'), '20 %');
    assert.equal(summary(gpus, lastReadings(gpus)), 'Utilization: GPU 0 40 %, GPU 1 80 %');
    assert.equal(spokenMoment(gpus, 1, readingsAt(gpus, 1, 0)), '0:01: GPU 0 20 %');
    const empty = liveChart([tableOf('gpus', [], { 'GPU 0': [] })]);
    assert.equal(summary(empty, lastReadings(empty)), 'Utilization: no values yet');
  });
});

describe('The cursor', () => {
  const shown = { from: 0, to: 3 };
  const press = (key: string, seconds?: number) =>
    movedCursor(gpus, { seconds, shown }, { key, shiftKey: false });

  it('goes from sample to sample', () => {
    assert.deepEqual(
      [
        press('ArrowLeft'),
        press('ArrowLeft', 3),
        press('ArrowRight', 3),
        press('Home', 3),
        press('End', 0),
        press('a', 1),
      ],
      [3, 2, 3, 0, 3, undefined],
    );
    assert.equal(snapped(runs, 1.7), 2);
  });

  it('is the middle of a zoom', () => {
    const extent = { from: 0, to: 100 };
    assert.deepEqual(zoomedRange(extent, { extent, around: 90, key: '+' }), { from: 50, to: 100 });
    assert.equal(zoomedRange({ from: 50, to: 100 }, { extent, around: undefined, key: '-' }), undefined);
  });
});
