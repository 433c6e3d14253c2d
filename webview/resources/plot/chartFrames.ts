import type { Stretch } from '../../../src/core/resources/charts/chartSet';
import { makeGrid, type Grid } from '../../../src/core/resources/charts/columns';
import { followTheme, readTheme, type ChartTheme } from './chartTheme';
import { PlotElement, type Frame } from './plotElement';

type Shown = Pick<Frame, 'range' | 'cursor' | 'paused'>;

/** Draws all charts of a page with one time axis, one theme and one cursor. */
export class ChartFrames {
  readonly #root: HTMLElement;
  #theme: ChartTheme = readTheme();
  #grids = new Map<number, Grid>();
  #range: Stretch | undefined;

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  get theme(): ChartTheme {
    return this.#theme;
  }

  get plots(): readonly PlotElement[] {
    return [...this.#root.querySelectorAll('longshore-plot')].filter((each) => each instanceof PlotElement);
  }

  /** Pixels of a row of charts. */
  get width(): number {
    return this.#root.clientWidth;
  }

  followTheme(changed: () => void): () => void {
    return followTheme(() => {
      this.#theme = readTheme();
      changed();
    });
  }

  draw({ range, cursor, paused }: Shown, unseen = false): void {
    if (range.from !== this.#range?.from || range.to !== this.#range.to) this.#grids = new Map();
    this.#range = range;
    const grid = (columns: number): Grid => {
      const known = this.#grids.get(columns) ?? makeGrid(range, columns);
      this.#grids.set(columns, known);
      return known;
    };
    for (const plot of this.plots) plot.draw({ range, theme: this.#theme, grid, cursor, paused }, unseen);
  }
}
