import { nothing, type TemplateResult } from 'lit';
import { ChartSet, type LiveChart, type Stretch } from '../../src/core/resources/charts/chartSet';
import { movedCursor, snapped } from '../../src/core/resources/charts/cursor';
import {
  lastReadings,
  rangeText,
  readingsAt,
  summary,
  valueText,
  type Reading,
} from '../../src/core/resources/charts/readings';
import { clockLabels, clockTime } from '../../src/core/hosting/metrics/clockLabels';
import type { MetricsSnapshot, VariantChart } from '../../src/core/hosting/metrics/metricsSnapshot';
import { cursorTip, placeTip } from '../resources/parts/cursorTip';
import { valuesAsTable } from '../resources/parts/valueTables';
import { ChartFrames } from '../resources/plot/chartFrames';
import type { PlotHandlers } from '../resources/plot/plotElement';

/** The charts of an endpoint, with one cursor for all: what a chart needs beside its snapshot. */
export class MetricCharts {
  readonly handlers: PlotHandlers = {
    point: (chart, seconds) => this.point(chart, seconds),
    zoom: () => undefined,
  };
  readonly times = clockLabels;
  announcement = '';
  readonly #root: HTMLElement;
  readonly #data = new ChartSet();
  readonly #frames: ChartFrames;
  readonly #changed: () => void;
  #snapshot: MetricsSnapshot | undefined;
  #cursor: { readonly chart: string; readonly seconds: number } | undefined;

  constructor(root: HTMLElement, changed: () => void) {
    this.#root = root;
    this.#changed = changed;
    this.#frames = new ChartFrames(root);
  }

  followTheme(): () => void {
    return this.#frames.followTheme(this.#changed);
  }

  show(snapshot: MetricsSnapshot | undefined): void {
    if (snapshot === this.#snapshot || snapshot?.asked === this.#snapshot?.asked) return;
    this.#snapshot = snapshot;
    this.#data.show(snapshot?.charts ?? []);
  }

  /** In the order of the snapshot. */
  of(variant: string): ReadonlyArray<{ readonly chart: VariantChart; readonly live: LiveChart }> {
    return (this.#snapshot?.charts ?? []).flatMap((chart) => {
      const live = this.#data.charts.find(({ id }) => id === chart.id);
      return live && (chart.variant === undefined || chart.variant === variant) ? [{ chart, live }] : [];
    });
  }

  get events(): MetricsSnapshot['marks'] {
    return this.#snapshot?.marks ?? [];
  }

  reading(chart: LiveChart): string {
    return rangeText(this.#readings(chart), chart.unit);
  }

  summary(chart: LiveChart): string {
    return summary(chart, lastKnown(chart));
  }

  table(chart: LiveChart): TemplateResult {
    return valuesAsTable(chart, this.#range, clockTime);
  }

  point(id: string, seconds: number | undefined): void {
    const chart = this.#data.charts.find((each) => each.id === id);
    if (seconds !== undefined && chart) this.#cursor = { chart: id, seconds: snapped(chart, seconds) };
    else if (this.#cursor?.chart === id) this.#cursor = undefined;
    this.#changed();
  }

  press(chart: LiveChart, event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') this.point(chart.id, undefined);
    else {
      const seconds = movedCursor(chart, { seconds: this.#cursor?.seconds, shown: this.#range }, event);
      if (seconds === undefined) return;
      this.#cursor = { chart: chart.id, seconds };
      const spoken = readingsAt(chart, seconds, 0.5).map(
        (each) => `${each.series.label} ${valueText(each, chart.unit)}`,
      );
      this.announcement = [clockTime(seconds), ...spoken].join(', ');
      this.#changed();
    }
    event.preventDefault();
  }

  tip(): TemplateResult | typeof nothing {
    const cursor = this.#cursor;
    const chart = cursor && this.#data.charts.find(({ id }) => id === cursor.chart);
    return chart ? cursorTip(chart, clockTime(cursor.seconds), this.#readings(chart)) : nothing;
  }

  draw(): void {
    this.#frames.draw({ range: this.#range, cursor: this.#cursor?.seconds, paused: false });
    const tip = this.#root.querySelector('.tip');
    const plot = this.#frames.plots.find(({ chart }) => chart?.id === this.#cursor?.chart);
    if (tip instanceof HTMLElement && plot && this.#cursor) placeTip(tip, plot, this.#cursor.seconds);
  }

  get #range(): Stretch {
    const { from = 0, to = 1 } = this.#snapshot ?? {};
    return { from, to };
  }

  #readings(chart: LiveChart): readonly Reading[] {
    return this.#cursor ? readingsAt(chart, this.#cursor.seconds, 0.5) : lastKnown(chart);
  }
}

/** The newest periods are often not told yet. */
function lastKnown(chart: LiveChart): readonly Reading[] {
  const [table] = chart.tables;
  const times = [...(table?.times ?? [])].toReversed();
  const known = times.find((time) => readingsAt(chart, time, 0.5).some(({ value }) => value !== undefined));
  return known === undefined ? lastReadings(chart) : readingsAt(chart, known, 0.5);
}
