import assert from 'node:assert/strict';
import {
  endNames,
  legendOf,
  lineStyle,
  sharedLegend,
  spread,
} from '../../../src/core/resources/charts/lineStyle';
import { formatElapsed, timeLabels } from '../../../src/core/resources/charts/timeLabels';
import { axisLabel, formatValue } from '../../../src/core/resources/charts/unitText';
import { valueRange } from '../../../src/core/resources/charts/valueRange';
import { liveChart, tableOf } from './samples';

describe('Labels of charts', () => {
  it('write values by their unit', () => {
    const written = [
      formatValue(97.4, 'percent'),
      formatValue(3.14159, 'percent'),
      formatValue(0, 'percent'),
      formatValue(61_234_000_000, 'bytes'),
      formatValue(1_500_000, 'bytes/s'),
      formatValue(403.6, 'watts'),
      formatValue(61.2, 'celsius'),
      formatValue(1755, 'megahertz'),
      formatValue(12, 'count'),
      formatValue(0.20453, 'number'),
      formatValue(0.0000123, 'number'),
      formatValue(123_456.7, 'number'),
    ];
    assert.deepEqual(written, [
      '97 %',
      '3.1 %',
      '0 %',
      '61.2 GB',
      '1.5 MB/s',
      '404 W',
      '61 °C',
      '1755 MHz',
      '12',
      '0.2045',
      '1.23e-5',
      '123457',
    ]);
  });

  it('are shorter on an axis', () => {
    const marks = [
      axisLabel(25, 'percent'),
      axisLabel(150e6, 'bytes/s'),
      axisLabel(0, 'bytes'),
      axisLabel(1500, 'megahertz'),
    ];
    assert.deepEqual(marks, ['25 %', '150 MB', '0', '1500']);
  });

  it('count a run in minutes and seconds, and in hours', () => {
    assert.deepEqual(
      [0, 65, 3599.6, 3725, -5].map((seconds) => formatElapsed(seconds)),
      ['0:00', '1:05', '1:00:00', '1:02:05', '-0:05'],
    );
    assert.deepEqual(
      [5.5, 59.96].map((seconds) => formatElapsed(seconds, true)),
      ['0:05.5', '1:00'],
    );
    assert.deepEqual(timeLabels([0, 300, 600]), ['0:00', '5:00', '10:00']);
    assert.deepEqual(timeLabels([0, 1800, 3600, 5400]), ['0:00', '0:30', '1:00', '1:30']);
    assert.deepEqual(timeLabels([10, 10.5, 11]), ['0:10', '0:10.5', '0:11']);
  });

  it('end an axis at what is known of the unit, else at the values', () => {
    const number = { unit: 'number' } as const;
    assert.deepEqual(valueRange({ unit: 'percent', top: 100 }, 3, 40), [0, 100]);
    assert.deepEqual(valueRange({ unit: 'percent', top: 100 }, 3, 140), [0, 140]);
    assert.deepEqual(valueRange({ unit: 'bytes' }, 5, 100), [0, 108]);
    assert.deepEqual(valueRange(number, 0.2, 2.2), [0, 2.2 + 0.16]);
    assert.deepEqual(
      valueRange(number, 10, 12).map((end) => end.toFixed(2)),
      ['9.84', '12.16'],
    );
    assert.deepEqual(valueRange(number, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY), [0, 1]);
  });
});

describe('Lines', () => {
  const cards = Array.from({ length: 8 }, (_, gpu) => `GPU ${gpu}`);
  const named = (labels: readonly string[]) => labels.map((label, color) => ({ id: label, label, color }));

  it('have short names at their ends when these tell them apart', () => {
    assert.deepEqual(endNames(named(cards)), ['0', '1', '2', '3', '4', '5', '6', '7']);
    assert.equal(endNames(named(['iris-0425', 'iris-0424'])), undefined);
    assert.equal(endNames(named(['GPU 0'])), undefined);
  });

  it('never differ by colour alone', () => {
    const styles = (count: number, withNames: boolean) =>
      Array.from({ length: count }, (_, place) => JSON.stringify(lineStyle(place, withNames)));
    assert.equal(new Set(styles(30, false)).size, 30);
    assert.equal(new Set(styles(30, true)).size, 30);
    assert.equal(new Set(styles(6, false).map((style) => JSON.parse(style).dash.join())).size, 6);
  });

  it('share one legend when their charts have the same', () => {
    const chart = (labels: readonly string[]) =>
      liveChart([tableOf('t', [0], Object.fromEntries(labels.map((label) => [label, [1]])))]);
    assert.equal(sharedLegend([chart(cards), chart(cards)])?.length, 8);
    assert.equal(sharedLegend([chart(['Received', 'Sent']), chart(['Read', 'Written'])]), undefined);
    assert.deepEqual(legendOf(chart(['one'])), []);
  });

  it('have ends that do not cover one another', () => {
    assert.deepEqual(spread([50, 50, 10], 10, { low: 0, high: 100 }), [50, 60, 10]);
    assert.deepEqual(spread([99, 98], 10, { low: 0, high: 100 }), [100, 90]);
  });
});
