import type { Chart, ChartTable } from '../../../src/core/resources/panel/resourcesPanel';
import { ChartSet, type LiveChart } from '../../../src/core/resources/charts/chartSet';

type Columns = Readonly<Record<string, readonly (number | null)[]>>;

/** A table of a run with a line for each column. */
export function tableOf(id: string, x: readonly number[], columns: Columns): ChartTable {
  const series = Object.keys(columns).map((label, color) => ({ id: label, label, color }));
  return { id, series, x, y: Object.values(columns) };
}

export function chartOf(tables: readonly ChartTable[], parts: Partial<Chart> = {}): Chart {
  return { id: 'utilization', title: 'Utilization', section: 'gpu', unit: 'percent', ...parts, tables };
}

export function liveChart(...given: Parameters<typeof chartOf>): LiveChart {
  const set = new ChartSet();
  set.show([chartOf(...given)]);
  const [chart] = set.charts;
  if (!chart) throw new Error('There is no chart.');
  return chart;
}
