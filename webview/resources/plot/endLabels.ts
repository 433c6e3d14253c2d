import type uPlot from 'uplot';
import { linesOf, type LiveChart } from '../../../src/core/resources/charts/chartSet';
import { endNames, lineStyle, spread } from '../../../src/core/resources/charts/lineStyle';
import type { ChartTheme } from './chartTheme';

/** Pixels between the middles of two names. */
const height = 10;

/** Writes the short names of lines where they end, so that nobody has to tell eight colours apart. */
export function drawEndLabels(plot: uPlot, chart: LiveChart, theme: ChartTheme): void {
  const lines = linesOf(chart);
  const names = endNames(lines.map(({ series }) => series));
  if (names === undefined) return;
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const ends = lines.map((_, index) => endOf(plot, index + 1));
  const places = spread(
    ends.map(({ y }) => y),
    height * ratio,
    { low: bbox.top + 4 * ratio, high: bbox.top + bbox.height - 4 * ratio },
  );
  ctx.save();
  ctx.font = `${10 * ratio}px ${theme.font}`;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  names.forEach((name, index) => {
    const { x } = ends[index] ?? { x: 0 };
    ctx.fillStyle = theme.colors[lineStyle(lines[index]?.series.color ?? 0, true).color] ?? theme.foreground;
    ctx.fillText(name, x + 4 * ratio, places[index] ?? 0);
  });
  ctx.restore();
}

/** Where a line ends, in pixels of the canvas. */
function endOf(plot: uPlot, series: number): { readonly x: number; readonly y: number } {
  const values = plot.data[series] ?? [];
  let last = values.length - 1;
  while (last > 0 && Number.isNaN(values[last])) last -= 1;
  const position = (value: number, scale: string): number => plot.valToPos(value, scale, true);
  return { x: position(plot.data[0][last] ?? 0, 'x'), y: position(values[last] ?? 0, 'y') };
}
