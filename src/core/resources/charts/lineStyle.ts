import type { Series } from '../panel/resourcesPanel';
import { linesOf, type LiveChart } from './chartSet';

/** A theme has six colours for charts. */
export const colorCount = 6;

const dashes: ReadonlyArray<readonly number[]> = [[], [6, 3], [2, 2], [8, 3, 2, 3], [12, 4], [4, 2, 1, 2]];

export interface LineStyle {
  /** Its place among the theme's colours. */
  readonly color: number;
  /** Lengths of strokes and spaces in pixels; empty for a whole line. */
  readonly dash: readonly number[];
}

/** Lines whose names stand at their ends need dashes only when colours repeat; others are told apart by dashes too. */
export function lineStyle(place: number, named: boolean): LineStyle {
  const round = named ? Math.floor(place / colorCount) : place + Math.floor(place / colorCount);
  return { color: place % colorCount, dash: dashes[round % dashes.length] ?? [] };
}

/** What tells names apart at the end of a line: `0` and `1` of `GPU 0` and `GPU 1`. Nothing when that is long. */
export function endNames(series: readonly Series[]): readonly string[] | undefined {
  if (series.length < 2) return undefined;
  const words = series.map(({ label }) => label.split(' '));
  const shared = words[0]?.findIndex((word, index) => words.some((other) => other[index] !== word)) ?? -1;
  if (shared < 0) return undefined;
  const names = words.map((each) => each.slice(shared).join(' '));
  return names.every((name) => name.length > 0 && name.length <= 3) ? names : undefined;
}

/** Moves places apart until they are `gap` from one another, in their order and as little as needed. */
export function spread(
  places: readonly number[],
  gap: number,
  { low, high }: { readonly low: number; readonly high: number },
): readonly number[] {
  const order = places.map((place, index) => ({ place, index })).toSorted((a, b) => a.place - b.place);
  const step = Math.min(gap, (high - low) / Math.max(1, places.length - 1));
  let floor = low;
  for (const each of order) {
    each.place = Math.max(each.place, floor);
    floor = each.place + step;
  }
  let ceiling = high;
  for (const each of order.toReversed()) {
    each.place = Math.min(each.place, ceiling);
    ceiling = each.place - step;
  }
  return order.toSorted((a, b) => a.index - b.index).map(({ place }) => place);
}

export interface LegendEntry {
  readonly label: string;
  readonly style: LineStyle;
}

/** Of a chart with several lines. */
export function legendOf(chart: Pick<LiveChart, 'tables'>): readonly LegendEntry[] {
  const series = linesOf(chart).map((line) => line.series);
  if (series.length < 2) return [];
  const named = endNames(series) !== undefined;
  return series.map(({ label, color }) => ({ label, style: lineStyle(color, named) }));
}

/** One legend for charts whose legends are the same, which is then not repeated under each of them. */
export function sharedLegend(
  charts: ReadonlyArray<Pick<LiveChart, 'tables'>>,
): readonly LegendEntry[] | undefined {
  const legends = charts.map(legendOf).filter((legend) => legend.length > 0);
  const [first] = legends;
  const same = new Set(legends.map((legend) => JSON.stringify(legend))).size === 1;
  return same && legends.length > 1 ? first : undefined;
}
