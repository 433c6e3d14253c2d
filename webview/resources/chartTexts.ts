import { nothing } from 'lit';
import type { LiveChart, Stretch } from '../../src/core/resources/charts/chartSet';
import { lastReadings, rangeText, readingsAt, summary } from '../../src/core/resources/charts/readings';
import type { ChartTexts } from './parts/chartSections';
import { valuesAsTable } from './parts/valueTables';
import type { SlowTexts } from './slowTexts';
import type { Viewing } from './viewing';

interface Looks {
  readonly viewing: Viewing;
  readonly range: Stretch;
  readonly cursor: { readonly seconds: number } | undefined;
}

/** What stands beside and under each picture. */
export function chartTexts({ viewing, range, cursor }: Looks, slow: SlowTexts): ChartTexts {
  const until = viewing.pausedAt === undefined ? undefined : viewing.pausedAt + 1e-6;
  const tolerance = (range.to - range.from) / 50;
  const readings = (chart: LiveChart) =>
    cursor ? readingsAt(chart, cursor.seconds, tolerance) : lastReadings(chart, until);
  return {
    reading: (chart) => rangeText(readings(chart), chart.unit),
    summary: (chart) => slow.summary(chart.id, () => summary(chart, lastReadings(chart, until))),
    table: (chart) => (viewing.table ? slow.table(chart.id, () => valuesAsTable(chart, range)) : nothing),
  };
}
