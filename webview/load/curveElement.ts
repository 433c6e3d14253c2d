import uPlot from 'uplot';
import { followTheme, readTheme, type ChartTheme } from '../resources/plot/chartTheme';

export interface Curve {
  /** For a screen reader; the table beside it has the numbers. */
  readonly label: string;
  readonly x: readonly number[];
  readonly lines: readonly CurveLine[];
  readonly logarithmic: boolean;
  readonly xText: (value: number) => string;
  readonly yText: (value: number) => string;
}

export interface CurveLine {
  /** Of the theme's colours. */
  readonly color: number;
  readonly kind: 'line' | 'bars' | 'limit';
  readonly values: readonly (number | null)[];
}

const axisWidth = 64;
const axisHeight = 22;

/** A chart that is drawn when it has changed; its size is the element's. */
export class CurveElement extends HTMLElement {
  #curve: Curve | undefined;
  #plot: uPlot | undefined;
  #theme: ChartTheme | undefined;
  #unfollow: () => void = () => undefined;
  readonly #sizes = new ResizeObserver(() => this.#draw());

  set curve(curve: Curve) {
    if (JSON.stringify(curve) === JSON.stringify(this.#curve)) return;
    this.#curve = curve;
    this.setAttribute('role', 'img');
    this.setAttribute('aria-label', curve.label);
    this.#draw();
  }

  connectedCallback(): void {
    this.#sizes.observe(this);
    this.#unfollow = followTheme(() => {
      this.#theme = undefined;
      this.#draw();
    });
  }

  disconnectedCallback(): void {
    this.#sizes.disconnect();
    this.#unfollow();
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  #draw(): void {
    const { clientWidth: width, clientHeight: height } = this;
    this.#plot?.destroy();
    this.#plot = undefined;
    const curve = this.#curve;
    if (!curve || curve.x.length === 0 || width < 120 || height < 60) return;
    const theme = (this.#theme ??= readTheme());
    const data: uPlot.AlignedData = [[...curve.x], ...curve.lines.map(({ values }) => [...values])];
    this.#plot = new uPlot(optionsOf(curve, theme, { width, height }), data, this);
  }
}

function optionsOf(
  curve: Curve,
  theme: ChartTheme,
  size: { readonly width: number; readonly height: number },
): uPlot.Options {
  const axis = {
    stroke: theme.quiet,
    font: `11px ${theme.font}`,
    grid: { stroke: theme.grid, width: 1 },
    ticks: { show: false },
  };
  const [first = 0, last = 1] = [curve.x[0], curve.x.at(-1)];
  // A point alone stands in the middle.
  const room = first === last ? Math.max(0.5, first / 2) : (last - first) * 0.02;
  const range: [number, number] = curve.logarithmic ? [first / 1.1, last * 1.1] : [first - room, last + room];
  return {
    ...size,
    padding: [8, 16, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, distr: curve.logarithmic ? 3 : 1, range: () => range },
      y: { range: (_, __, high) => [0, high > 0 ? high * 1.05 : 1] },
    },
    axes: [
      {
        ...axis,
        size: axisHeight,
        gap: 4,
        grid: { show: false },
        ...(curve.logarithmic
          ? { splits: () => [...decades(range)], filter: (_: uPlot, marks: number[]) => marks }
          : {}),
        values: (_, marks) => marks.map((mark) => curve.xText(mark)),
      },
      { ...axis, size: axisWidth, gap: 6, values: (_, marks) => marks.map(curve.yText) },
    ],
    series: [{}, ...curve.lines.map((line) => seriesOf(line, theme))],
  };
}

/** 1, 2 and 5 of each power of ten. */
function decades([low, high]: readonly [number, number]): readonly number[] {
  const marks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); 10 ** power <= high; power += 1)
    marks.push(...[1, 2, 5].map((digit) => digit * 10 ** power));
  return marks.filter((mark) => mark >= low && mark <= high);
}

function seriesOf({ color, kind }: CurveLine, theme: ChartTheme): uPlot.Series {
  const stroke = theme.colors[color % theme.colors.length] ?? theme.foreground;
  if (kind === 'bars')
    return {
      stroke,
      fill: `color-mix(in srgb, ${stroke} 45%, transparent)`,
      width: theme.lineWidth,
      points: { show: false },
      ...(uPlot.paths.bars ? { paths: uPlot.paths.bars({ size: [0.9, 60] }) } : {}),
    };
  if (kind === 'limit') return { stroke: theme.foreground, width: 1, dash: [6, 4], points: { show: false } };
  return { stroke, width: theme.lineWidth + 1, points: { show: true, size: 6, fill: stroke } };
}
