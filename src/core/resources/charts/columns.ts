// What a line looks like on a screen: its lowest and highest value in each column of pixels. All lines of all charts
// with the same range and width share one row of times, so nothing is joined, however differently runs were sampled.
import { linesOf, type Line, type LiveChart, type Stretch } from './chartSet';

export interface Grid extends Stretch {
  readonly columns: number;
  /** Both edges, and two places in each column. Not readonly, as charts are not asked to copy it. */
  readonly times: number[];
}

/** `null` is a gap; where nothing was measured is `undefined`, and the line goes on over it. */
export type Drawn = Array<number | null | undefined>;

export interface Columns {
  readonly values: readonly Drawn[];
  /** Places of each line that are drawn as dots, since a line alone would not show them. */
  readonly dots: ReadonlyArray<readonly number[]>;
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
  const values = linesOf(chart).map((line) => drawLine(line, grid));
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (const line of values) {
    for (const value of line) {
      if (typeof value !== 'number') continue;
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
    }
  }
  return { values, dots: values.map((line) => dotsOf(line, grid.columns)), lowest, highest };
}

function drawLine({ table, index }: Line, grid: Grid): Drawn {
  const { times } = table;
  const values = table.values(index);
  const drawn = Array.from<number | null | undefined>({ length: grid.times.length });
  const perColumn = grid.columns / (grid.to - grid.from);
  const first = table.countBefore(grid.from);
  drawn[0] = crossing(times, values, { row: first, at: grid.from });
  let column = -1;
  let row = first;
  for (; row < times.length; row += 1) {
    const time = times[row] ?? 0;
    if (time > grid.to) break;
    column = Math.min(grid.columns - 1, Math.floor((time - grid.from) * perColumn));
    put(drawn, 1 + 2 * column, values[row] ?? Number.NaN);
  }
  drawn[drawn.length - 1] = crossing(times, values, { row, at: grid.to });
  return drawn;
}

/** A column keeps its least and its greatest value in the order in which they came. */
function put(drawn: Drawn, place: number, value: number): void {
  const [left, right] = [drawn[place], drawn[place + 1]];
  if (Number.isNaN(value)) {
    if (left === undefined) drawn[place] = null;
  } else if (left === undefined || left === null) drawn[place] = value;
  else if (right === undefined || right === null) {
    if (value !== left) drawn[place + 1] = value;
  } else if (value > Math.max(left, right)) {
    drawn[place] = Math.min(left, right);
    drawn[place + 1] = value;
  } else if (value < Math.min(left, right)) {
    drawn[place] = Math.max(left, right);
    drawn[place + 1] = value;
  }
}

/** Where the line from the row before to this row meets an edge. */
function crossing(
  times: Float64Array,
  values: Float64Array,
  { row, at }: { readonly row: number; readonly at: number },
): number | undefined {
  const [earlier, later] = [times[row - 1], times[row]];
  if (earlier === undefined || later === undefined || later === earlier) return undefined;
  const [before, after] = [values[row - 1] ?? Number.NaN, values[row] ?? Number.NaN];
  const value = before + ((after - before) * (at - earlier)) / (later - earlier);
  return Number.isNaN(value) ? undefined : value;
}

/** All of a line of few samples; else only those between two gaps. */
function dotsOf(drawn: Drawn, columns: number): readonly number[] {
  const places: number[] = [];
  drawn.forEach((value, place) => {
    if (value !== undefined) places.push(place);
  });
  const shown = places.filter((place) => drawn[place] !== null && place > 0 && place < drawn.length - 1);
  if (shown.length <= columns / 10) return shown;
  const isGap = (index: number): boolean => {
    const place = places[index];
    return place === undefined || drawn[place] === null;
  };
  return places.filter((place, index) => drawn[place] !== null && isGap(index - 1) && isGap(index + 1));
}
