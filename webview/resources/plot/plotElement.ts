import uPlot from 'uplot';
import { linesOf, type LiveChart, type Stretch } from '../../../src/core/resources/charts/chartSet';
import { drawColumns, type Columns, type Drawn, type Grid } from '../../../src/core/resources/charts/columns';
import { valueRange } from '../../../src/core/resources/charts/valueRange';
import type { ChartTheme } from './chartTheme';
import { drawEndLabels } from './endLabels';
import { drawEvents, type PlotEvent } from './plotEvents';
import { plotColumns, plotOptions, type TimeTexts } from './plotOptions';

/** What all charts of the page draw the same. */
export interface Frame {
  readonly range: Stretch;
  readonly theme: ChartTheme;
  /** Shared by charts of the same width. */
  readonly grid: (columns: number) => Grid;
  readonly cursor: number | undefined;
  /** Samples that come are not drawn until later. */
  readonly paused: boolean;
}

export interface PlotHandlers {
  readonly point: (chart: string, seconds: number | undefined) => void;
  readonly zoom: (range: Stretch | undefined) => void;
}

/** The lines of one chart. It draws only while it can be seen, and only what has changed. */
export class PlotElement extends HTMLElement {
  chart: LiveChart | undefined;
  handlers: PlotHandlers | undefined;
  times: TimeTexts | undefined;
  /** What happened at a moment: a line from top to bottom. */
  events: readonly PlotEvent[] = [];
  #plot: uPlot | undefined;
  #frame: Frame | undefined;
  #columns: Columns | undefined;
  #visible = false;
  #size = { width: 0, height: 0 };
  #tables: LiveChart['tables'] | undefined;
  #theme: ChartTheme | undefined;
  /** What it was made for and what it shows: the same again needs no work. */
  #made = '';
  #drawn: readonly unknown[] = [];
  readonly #sizes = new ResizeObserver(([entry]) => {
    if (!entry) return;
    this.#size = { width: Math.floor(entry.contentRect.width), height: Math.floor(entry.contentRect.height) };
    this.#redraw();
  });
  readonly #sight = new IntersectionObserver((entries) => {
    this.#visible = entries.at(-1)?.isIntersecting ?? false;
    this.#redraw();
  });

  connectedCallback(): void {
    this.#sizes.observe(this);
    this.#sight.observe(this);
  }

  disconnectedCallback(): void {
    this.#sizes.disconnect();
    this.#sight.disconnect();
    this.#plot?.destroy();
    this.#plot = undefined;
    this.#made = '';
  }

  get canvas(): HTMLCanvasElement | undefined {
    return this.#plot?.ctx.canvas;
  }

  /** Where a moment is, in pixels of the page; for what stands beside the cursor. */
  pageX(seconds: number): number | undefined {
    if (!this.#plot) return undefined;
    return this.#plot.over.getBoundingClientRect().left + this.#plot.valToPos(seconds, 'x');
  }

  /** `unseen` for a picture of all charts. */
  draw(frame: Frame, unseen = false): void {
    this.#frame = frame;
    const { chart } = this;
    const { width, height } = this.#size;
    if (!chart || (!this.#visible && !unseen) || width < 80 || height < 40) return;
    this.#make(chart, frame);
    const samples = frame.paused ? chart.tables : chart.revision;
    const drawn = [samples, frame.range.from, frame.range.to, frame.theme, width, height, this.events];
    if (drawn.some((each, index) => each !== this.#drawn[index])) this.#drawLines(chart, frame);
    this.#drawn = drawn;
    this.#placeCursor(frame);
  }

  #redraw(): void {
    if (this.#frame) this.draw(this.#frame);
  }

  /** A plot keeps its lines and colours for life: others need another plot. */
  #make(chart: LiveChart, { theme }: Frame): void {
    if (this.#plot && chart.tables === this.#tables && theme === this.#theme) return;
    this.#tables = chart.tables;
    this.#theme = theme;
    const made = JSON.stringify([linesOf(chart).map(({ series }) => series), chart.unit, theme]);
    if (made === this.#made) return;
    this.#made = made;
    this.#drawn = [];
    this.#plot?.destroy();
    const drawn = (line: number): Drawn | undefined => this.#columns?.lines[line];
    const options = plotOptions(
      { chart, theme, ...this.#size, drawn, times: this.times },
      {
        zoom: (plot) => this.#zoom(plot),
        resetZoom: () => this.handlers?.zoom(undefined),
        finished: (plot) => this.#finish(plot),
      },
    );
    this.#plot = new uPlot(options, undefined, this);
    this.#plot.over.addEventListener('mousemove', (event) => this.#point(event));
    this.#plot.over.addEventListener('mouseleave', () => this.handlers?.point(chart.id, undefined));
  }

  #finish(plot: uPlot): void {
    if (!this.chart || !this.#frame) return;
    drawEvents(plot, this.events, this.#frame.theme);
    drawEndLabels(plot, this.chart, this.#frame.theme);
  }

  #drawLines(chart: LiveChart, { range, grid }: Frame): void {
    const plot = this.#plot;
    if (!plot) return;
    const { width, height } = this.#size;
    const { times } = grid(plotColumns(width));
    const columns = drawColumns(chart, grid(plotColumns(width)));
    this.#columns = columns;
    const [min, max] = valueRange(chart, columns.lowest, columns.highest);
    plot.batch(() => {
      if (plot.width !== width || plot.height !== height) plot.setSize(this.#size);
      plot.setData([times, ...columns.lines.map(({ values }) => values)], false);
      plot.setScale('x', { min: range.from, max: range.to });
      plot.setScale('y', { min, max });
    });
  }

  #placeCursor({ cursor }: Frame): void {
    const plot = this.#plot;
    if (!plot || isDragged(plot)) return;
    const left = cursor === undefined ? -10 : plot.valToPos(cursor, 'x');
    // Not the width of the element: to ask for that would lay out the page once for each chart.
    const inside = left >= 0 && left <= plot.bbox.width / devicePixelRatio;
    if (!inside && (plot.cursor.left ?? -1) < 0) return;
    plot.setCursor(inside ? { left, top: 0 } : { left: -10, top: -10 }, false);
  }

  #point(event: MouseEvent): void {
    if (!this.#plot || !this.chart) return;
    this.handlers?.point(this.chart.id, this.#plot.posToVal(event.offsetX, 'x'));
  }

  #zoom(plot: uPlot): void {
    const { left, width } = plot.select;
    if (width <= 0) return;
    const range = { from: plot.posToVal(left, 'x'), to: plot.posToVal(left + width, 'x') };
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    this.handlers?.zoom(range);
  }
}

const isDragged = (plot: uPlot): boolean => plot.select.width > 0;
