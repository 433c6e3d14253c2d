import assert from 'node:assert/strict';
import fc from 'fast-check';
import { drawColumns, makeGrid } from '../../../src/core/resources/charts/columns';
import { liveChart, tableOf } from './samples';

const nothing = Number.NaN;

function drawn(
  x: readonly number[],
  y: readonly (number | null)[],
  columns: number,
  range = { from: 0, to: 10 },
) {
  return drawColumns(liveChart([tableOf('run', x, { loss: y })]), makeGrid(range, columns));
}

describe('A line on a screen', () => {
  it('keeps the lowest and the highest value of each column, in their order', () => {
    const { lines, lowest, highest } = drawn([0, 1, 2, 3, 5, 6, 7, 8], [5, 9, 1, 5, 2, 8, 3, 4], 2);
    assert.deepEqual([...(lines[0]?.values ?? [])], [nothing, 9, 1, 2, 8, nothing]);
    assert.deepEqual([lowest, highest], [1, 9]);
  });

  it('shares its times with every other line of the same range and width', () => {
    const grid = makeGrid({ from: 0, to: 10 }, 2);
    assert.deepEqual(grid.times, [0, 1.25, 3.75, 6.25, 8.75, 10]);
    const runs = [tableOf('a', [1, 6], { a: [1, 2] }), tableOf('b', [2, 9], { b: [3, 4] })];
    const { lines } = drawColumns(liveChart(runs), grid);
    assert.deepEqual(
      lines.map(({ values }) => [...values]),
      [
        [nothing, 1, nothing, 2, nothing, nothing],
        [nothing, 3, nothing, 4, nothing, nothing],
      ],
    );
  });

  it('runs on to the edges of a zoomed range', () => {
    const { lines } = drawn([0, 10], [0, 100], 2, { from: 4, to: 6 });
    assert.deepEqual([...(lines[0]?.values ?? [])], [40, nothing, nothing, nothing, nothing, 60]);
  });

  it('is broken where there was no value', () => {
    const { lines } = drawn([0, 2, 4, 6, 8], [1, null, null, 4, 5], 5);
    assert.deepEqual(lines[0]?.gaps, [{ from: 0, to: 6 }]);
  });

  it('shows few samples, and single ones between gaps, as dots', () => {
    assert.deepEqual(drawn([1, 8], [1, 2], 20).lines[0]?.dots, [5, 33]);
    const alone = drawn([0, 1, 2, 3, 4, 5, 6], [1, null, 2, null, 3, 4, 5], 10);
    assert.deepEqual(alone.lines[0]?.dots, [5]);
  });

  it('never loses an extreme', () => {
    const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 50 }), (y, columns) => {
        const x = y.map((_, index) => (index / y.length) * 10);
        const { lowest, highest } = drawn(x, y, columns);
        assert.deepEqual([lowest, highest], [Math.min(...y), Math.max(...y)]);
      }),
    );
  });
});
