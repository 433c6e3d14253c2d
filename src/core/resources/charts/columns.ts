// What a line looks like on a screen: its lowest and highest value in each column of pixels. All lines of all charts
// with the same range and width share one row of times, so nothing is joined, however differently runs were sampled.
import { linesOf, type Line, type LiveChart, type Stretch } from './chartSet';

export interface Grid extends Stretch {
  readonly columns: number;
  /** Both edges, and two places in each column. Not readonly, as uPlot is not asked to copy it. */
  readonly times: number[];
}

/** One line in the places of the grid. NaN where nothing was measured: the line goes on over it. */
export interface Drawn {
  readonly values: Float64Array;
  /** Where the line is broken. */
  readonly gaps: readonly Stretch[];
  /** Places that are drawn as dots, since a line alone would not show them. */
  readonly dots: readonly number[];
}

export interface Columns {
  readonly lines: readonly Drawn[];
  readonly lowest: number;
  readonly highest: number;
}

export function makeGrid({ from, to }: Stretch, columns: number): Grid {
  const width = (to - from) / columns;
  const times = [from];
  for (let column = 0; column < columns; column += 1)
    times.push(from + (column + 0.25) * width, from + (column + 0.75) * width);
  times.push(to);
  return { from, to, columns, times };
}

export function drawColumns(chart: Pick<LiveChart, 'tables'>, grid: Grid): Columns {
  const lines = linesOf(chart).map((line) => drawLine(line, grid));
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (const { values } of lines) {
    for (const value of values) {
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
    }
  }
  return { lines, lowest, highest };
}

function drawLine({ table, index }: Line, grid: Grid): Drawn {
  const { times } = table;
  const samples = table.values(index);
  const first = table.countBefore(grid.from);
  const end = Math.max(first, table.countBefore(grid.to + 1e-6));
  const values = new Float64Array(grid.times.length).fill(Number.NaN);
  const perColumn = grid.columns / (grid.to - grid.from);
  values[0] = crossing(times, samples, { row: first, at: grid.from });
  let broken = false;
  for (let row = first; row < end; row += 1) {
    const value = samples[row] ?? Number.NaN;
    const column = Math.floor(((times[row] ?? 0) - grid.from) * perColumn);
    if (Number.isNaN(value)) broken = true;
    else put(values, 1 + 2 * Math.min(grid.columns - 1, column), value);
  }
  values[values.length - 1] = crossing(times, samples, { row: end, at: grid.to });
  const gaps = broken ? gapsOf(times, samples, { first, end }) : [];
  const sparse = end - first <= grid.columns / 10;
  return { values, gaps, dots: sparse ? known(values) : gaps.length > 1 ? loneDots(values, gaps, grid) : [] };
}

/** A column keeps its least and its greatest value in the order in which they came. */
function put(values: Float64Array, place: number, value: number): void {
  const left = values[place] ?? Number.NaN;
  const right = values[place + 1] ?? Number.NaN;
  if (Number.isNaN(left)) values[place] = value;
  else if (Number.isNaN(right)) {
    if (value !== left) values[place + 1] = value;
  } else if (value > left && value > right) {
    values[place] = Math.min(left, right);
    values[place + 1] = value;
  } else if (value < left && value < right) {
    values[place] = Math.max(left, right);
    values[place + 1] = value;
  }
}

/** Where the line from the row before to this row meets an edge. */
function crossing(
  times: Float64Array,
  values: Float64Array,
  { row, at }: { readonly row: number; readonly at: number },
): number {
  const [earlier = 0, later = 0] = [times[row - 1], times[row]];
  const [before = Number.NaN, after = Number.NaN] = [values[row - 1], values[row]];
  return later === earlier ? Number.NaN : before + ((after - before) * (at - earlier)) / (later - earlier);
}

/** From the sample before a gap to the one after it; to the end of time where none follows. */
function gapsOf(
  times: Float64Array,
  samples: Float64Array,
  { first, end }: { readonly first: number; readonly end: number },
): readonly Stretch[] {
  const gaps: Stretch[] = [];
  let from: number | undefined;
  for (let row = first; row < end; row += 1) {
    const gap = Number.isNaN(samples[row]);
    if (gap) from ??= times[row - 1] ?? times[row];
    else if (from !== undefined) {
      gaps.push({ from, to: times[row] ?? from });
      from = undefined;
    }
  }
  return from === undefined ? gaps : [...gaps, { from, to: Number.POSITIVE_INFINITY }];
}

/** Without the edges, where nothing was measured. */
function known(values: Float64Array): readonly number[] {
  const places: number[] = [];
  for (let place = 1; place < values.length - 1; place += 1)
    if (!Number.isNaN(values[place])) places.push(place);
  return places;
}

/** Samples with a gap on both sides. */
function loneDots(values: Float64Array, gaps: readonly Stretch[], grid: Grid): readonly number[] {
  const perColumn = grid.columns / (grid.to - grid.from);
  const alone = gaps.flatMap(({ to }, index) => (gaps[index + 1]?.from === to ? [to] : []));
  const places = alone.map(
    (time) => 1 + 2 * Math.min(grid.columns - 1, Math.floor((time - grid.from) * perColumn)),
  );
  return places.filter((place) => !Number.isNaN(values[place]));
}
