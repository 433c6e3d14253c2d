import type { LiveChart } from '../../src/core/resources/charts/chartSet';
import { legendOf } from '../../src/core/resources/charts/lineStyle';
import type { PlotElement } from './plot/plotElement';
import type { ChartTheme } from './plot/chartTheme';

/** Pixels. */
const margin = 16;
const titleHeight = 24;
const legendHeight = 20;

/** All charts under one another in two columns, as the page draws them. The answer is a data address. */
export function chartsPicture(
  plots: readonly PlotElement[],
  theme: ChartTheme,
  title: string,
): string | undefined {
  const drawn = plots.flatMap(({ chart, canvas }) => (chart && canvas ? [{ chart, canvas }] : []));
  const ratio = devicePixelRatio;
  const width = Math.max(...drawn.map(({ canvas }) => canvas.width / ratio));
  const height = Math.max(...drawn.map(({ canvas }) => canvas.height / ratio)) + titleHeight + legendHeight;
  if (drawn.length === 0) return undefined;
  const columns = Math.min(drawn.length, Math.max(2, Math.ceil(Math.sqrt(drawn.length / 2))));
  const picture = document.createElement('canvas');
  picture.width = (columns * (width + margin) + margin) * ratio;
  picture.height = (Math.ceil(drawn.length / columns) * (height + margin) + margin + titleHeight) * ratio;
  const context = picture.getContext('2d');
  if (!context) return undefined;
  context.scale(ratio, ratio);
  context.fillStyle = theme.background;
  context.fillRect(0, 0, picture.width, picture.height);
  write(context, {
    text: title,
    x: margin,
    y: margin + 8,
    font: `600 14px ${theme.font}`,
    color: theme.foreground,
  });
  drawn.forEach(({ chart, canvas }, index) => {
    const x = margin + (index % columns) * (width + margin);
    const y = margin + titleHeight + Math.floor(index / columns) * (height + margin);
    write(context, {
      text: chart.title,
      x,
      y: y + 10,
      font: `600 12px ${theme.font}`,
      color: theme.foreground,
    });
    writeLegend(context, chart, { theme, x, y: y + titleHeight + 4, width });
    const size = [canvas.width / ratio, canvas.height / ratio] as const;
    context.drawImage(canvas, x, y + titleHeight + legendHeight, ...size);
  });
  return picture.toDataURL('image/png');
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

/** Each name behind a piece of its line; what has no room is left out, as the ends of lines have names too. */
function writeLegend(context: CanvasRenderingContext2D, chart: LiveChart, place: Place): void {
  const { theme, y } = place;
  let { x } = place;
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
