import { linesOf, type LiveChart, type Stretch } from './chartSet';
import { readingsAt, valueText, type Reading } from './readings';

/** A chart as a table for people who cannot see it: moments of the shown time, the newest first. */
export interface ValueTable {
  readonly columns: readonly string[];
  readonly rows: ReadonlyArray<{ readonly seconds: number; readonly cells: readonly string[] }>;
  /** Of all samples of the shown time, not only of the rows. */
  readonly lowest: readonly string[];
  readonly highest: readonly string[];
}

export function valueTable(chart: LiveChart, shown: Stretch, rows = 12): ValueTable {
  const lines = linesOf(chart);
  const cells = (readings: readonly Reading[]): readonly string[] =>
    readings.map((each) => valueText(each, chart.unit));
  const extremes = lines.map(({ series, table, index }) => {
    const [first, end] = [table.countBefore(shown.from), table.countBefore(shown.to + 1e-6)];
    const values = table.values(index).subarray(first, end);
    const known = values.filter((value) => !Number.isNaN(value));
    if (known.length === 0) return { low: { series }, high: { series } };
    const low = known.reduce((least, value) => Math.min(least, value));
    const high = known.reduce((most, value) => Math.max(most, value));
    return { low: { series, value: low }, high: { series, value: high } };
  });
  return {
    columns: lines.map(({ series }) => series.label),
    rows: moments(chart, shown, rows).map((seconds) => ({
      seconds,
      cells: cells(readingsAt(chart, seconds, 0.5)),
    })),
    lowest: cells(extremes.map(({ low }) => low)),
    highest: cells(extremes.map(({ high }) => high)),
  };
}

/** Times of samples, evenly spread over those of the table that has most of them. */
function moments({ tables }: LiveChart, shown: Stretch, count: number): readonly number[] {
  const times = tables
    .map((table) => table.times.subarray(table.countBefore(shown.from), table.countBefore(shown.to + 1e-6)))
    .reduce((longest, each) => (each.length > longest.length ? each : longest), new Float64Array());
  const last = times.length - 1;
  const picked = Array.from({ length: Math.min(count, times.length) }, (_, place) =>
    Math.round(last - (place * last) / Math.max(1, Math.min(count, times.length) - 1)),
  );
  return picked.map((row) => times[row] ?? 0);
}
