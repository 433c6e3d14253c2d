import { linesOf, type LiveChart } from '../../src/core/resources/charts/chartSet';
import { endNames, legendOf } from '../../src/core/resources/charts/lineStyle';
import type { PlotElement } from './plot/plotElement';
import type { ChartTheme } from './plot/chartTheme';

/** Pixels. */
const margin = 16;
const titleHeight = 24;
const legendHeight = 20;

interface Placed {
  readonly chart: LiveChart;
  readonly canvas: HTMLCanvasElement;
  readonly x: number;
  readonly y: number;
}

/** All charts with their titles and legends, in rows as the page has them. The answer is a data address. */
export function chartsPicture(
  plots: readonly PlotElement[],
  theme: ChartTheme,
  { title, width }: { readonly title: string; readonly width: number },
): string | undefined {
  const { placed, height } = inRows(plots, width);
  const picture = document.createElement('canvas');
  picture.width = (width + 2 * margin) * devicePixelRatio;
  picture.height = height * devicePixelRatio;
  const context = picture.getContext('2d');
  if (!context || placed.length === 0) return undefined;
  const { background, foreground: color } = theme;
  context.scale(devicePixelRatio, devicePixelRatio);
  context.fillStyle = background;
  context.fillRect(0, 0, picture.width, picture.height);
  write(context, { text: title, x: margin, y: margin + 8, font: `600 14px ${theme.font}`, color });
  for (const { chart, canvas, x, y } of placed) {
    const size = sizeOf(canvas);
    write(context, { text: chart.title, x, y: y + 10, font: `600 12px ${theme.font}`, color });
    writeLegend(context, chart, { theme, x, y: y + titleHeight + 4, width: size.width });
    context.drawImage(canvas, x, y + titleHeight + legendHeight, size.width, size.height);
  }
  return picture.toDataURL('image/png');
}

const sizeOf = ({
  width,
  height,
}: HTMLCanvasElement): { readonly width: number; readonly height: number } => ({
  width: width / devicePixelRatio,
  height: height / devicePixelRatio,
});

/** Each section begins a row. */
function inRows(plots: readonly PlotElement[], width: number): { placed: readonly Placed[]; height: number } {
  const placed: Placed[] = [];
  let section: string | undefined;
  let x = margin;
  let y = margin + titleHeight;
  let bottom = y;
  for (const { chart, canvas } of plots) {
    if (!chart || !canvas) continue;
    const size = sizeOf(canvas);
    if (x > margin && (chart.section !== section || x + size.width > margin + width)) {
      x = margin;
      y = bottom;
    }
    section = chart.section;
    placed.push({ chart, canvas, x, y });
    x += size.width + margin;
    bottom = Math.max(bottom, y + titleHeight + legendHeight + size.height + margin);
  }
  return { placed, height: bottom };
}

interface Words {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly font: string;
  readonly color: string;
}

function write(context: CanvasRenderingContext2D, { text, x, y, font, color }: Words): void {
  context.font = font;
  context.fillStyle = color;
  context.textBaseline = 'middle';
  context.fillText(text, x, y);
}

interface Place {
  readonly theme: ChartTheme;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Each name behind a piece of its line. Lines that have names at their ends need no more than the first and the last. */
function writeLegend(context: CanvasRenderingContext2D, chart: LiveChart, place: Place): void {
  const { theme, y } = place;
  let { x } = place;
  const labels = linesOf(chart).map(({ series }) => series);
  if (endNames(labels)) {
    const text = `${labels[0]?.label} – ${labels.at(-1)?.label}`;
    write(context, { text, x, y, font: `11px ${theme.font}`, color: theme.quiet });
    return;
  }
  for (const { label, style } of legendOf(chart)) {
    context.font = `11px ${theme.font}`;
    const width = context.measureText(label).width + 34;
    if (x + width > place.x + place.width) return;
    context.strokeStyle = theme.colors[style.color] ?? theme.foreground;
    context.lineWidth = theme.lineWidth;
    context.setLineDash([...style.dash]);
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x + 18, y);
    context.stroke();
    write(context, { text: label, x: x + 22, y, font: context.font, color: theme.quiet });
    x += width;
  }
  context.setLineDash([]);
}
