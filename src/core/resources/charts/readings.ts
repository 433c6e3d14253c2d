import * as l10n from '@vscode/l10n';
import type { Series, Unit } from '../panel/resourcesPanel';
import { linesOf, type Line, type LiveChart } from './chartSet';
import { formatElapsed } from './timeLabels';
import { formatValue } from './unitText';

export interface Reading {
  readonly series: Series;
  /** Absent in a gap, and before and after what was measured. */
  readonly value?: number;
}

type Read = Pick<LiveChart, 'tables' | 'title' | 'unit'>;

/** The values of a chart nearest to a moment; of lines that ended up to `tolerance` seconds away too. */
export function readingsAt(chart: Read, seconds: number, tolerance: number): readonly Reading[] {
  return linesOf(chart).map((line) => {
    const { table } = line;
    const [first, last] = [table.times[0] ?? 0, table.times[table.length - 1] ?? 0];
    const outside = seconds < first - tolerance || seconds > last + tolerance;
    return reading(line, outside ? -1 : table.nearest(seconds));
  });
}

/** The last value of each line, up to a moment. */
export function lastReadings(chart: Read, until = Number.POSITIVE_INFINITY): readonly Reading[] {
  return linesOf(chart).map((line) => reading(line, line.table.countBefore(until) - 1));
}

function reading({ series, table, index }: Line, row: number): Reading {
  const value = table.values(index)[row] ?? Number.NaN;
  return Number.isNaN(value) ? { series } : { series, value };
}

/** One value, or the lowest and the highest of several: `12 – 97 %`. */
export function rangeText(readings: readonly Reading[], unit: Unit): string {
  const values = readings.flatMap(({ value }) => (value === undefined ? [] : [value]));
  if (values.length === 0) return '';
  const low = formatValue(Math.min(...values), unit);
  const high = formatValue(Math.max(...values), unit);
  if (low === high) return high;
  const [number, ...sign] = low.split(' ');
  const sameSign = sign.length > 0 && high.endsWith(` ${sign.join(' ')}`);
  return `${sameSign ? number : low} – ${high}`;
}

export const valueText = ({ value }: Reading, unit: Unit): string =>
  value === undefined ? '–' : formatValue(value, unit);

/** What a screen reader says of a chart as a picture. */
export function summary(chart: Read, readings: readonly Reading[]): string {
  const spoken = spokenValues(chart, readings);
  return spoken === '' ? l10n.t('{0}: no values yet', chart.title) : `${chart.title}: ${spoken}`;
}

/** What it says when the cursor moves. */
export function spokenMoment(chart: Read, seconds: number, readings: readonly Reading[]): string {
  const spoken = spokenValues(chart, readings);
  return `${formatElapsed(seconds, true)}: ${spoken === '' ? l10n.t('no value') : spoken}`;
}

function spokenValues({ unit }: Read, readings: readonly Reading[]): string {
  const known = readings.filter(({ value }) => value !== undefined);
  if (readings.length === 1) return known.map((each) => valueText(each, unit)).join('');
  return known.map((each) => `${each.series.label} ${valueText(each, unit)}`).join(', ');
}
