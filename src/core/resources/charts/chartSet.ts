import type { Chart, Growth, Series } from '../panel/resourcesPanel';
import { GrowingTable } from './growingTable';

/** A part of the time axis, in seconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface LiveChart extends Omit<Chart, 'tables'> {
  readonly tables: readonly GrowingTable[];
  /** Differs whenever its samples do. */
  readonly revision: number;
}

/** One line of a chart, and where its values are. */
export interface Line {
  readonly series: Series;
  readonly table: GrowingTable;
  readonly index: number;
}

/** A time axis that is shorter would crawl under the first samples. */
const shortest = 30;

/** The charts of the last snapshot with all that grew since. */
export class ChartSet {
  #charts: readonly LiveChart[] = [];
  #revision = 0;

  get charts(): readonly LiveChart[] {
    return this.#charts;
  }

  /** From the first sample of all charts to the last. */
  get extent(): Stretch {
    let from = Number.POSITIVE_INFINITY;
    let to = Number.NEGATIVE_INFINITY;
    for (const { tables } of this.#charts) {
      for (const { times } of tables) {
        from = Math.min(from, times[0] ?? from);
        to = Math.max(to, times[times.length - 1] ?? to);
      }
    }
    return to < from ? { from: 0, to: shortest } : { from, to: Math.max(to, from + shortest) };
  }

  show(charts: readonly Chart[]): void {
    this.#revision += 1;
    this.#charts = charts.map((chart) => ({
      ...chart,
      tables: chart.tables.map((table) => new GrowingTable(table)),
      revision: this.#revision,
    }));
  }

  /** What belongs to no chart of the snapshot is left out: it was sent before the host knew. */
  grow(growth: readonly Growth[]): void {
    this.#revision += 1;
    const grown = new Set<string>();
    for (const piece of growth) {
      const chart = this.#charts.find(({ id }) => id === piece.chart);
      const table = chart?.tables.find(({ id }) => id === piece.table);
      if (table === undefined || piece.x.length === 0) continue;
      table.append(piece);
      grown.add(piece.chart);
    }
    this.#charts = this.#charts.map((chart) =>
      grown.has(chart.id) ? { ...chart, revision: this.#revision } : chart,
    );
  }
}

export function linesOf({ tables }: Pick<LiveChart, 'tables'>): readonly Line[] {
  return tables.flatMap((table) => table.series.map((series, index) => ({ series, table, index })));
}
