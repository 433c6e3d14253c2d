import type uPlot from 'uplot';
import type { ChartTheme } from './chartTheme';

export interface PlotEvent {
  readonly seconds: number;
  readonly label: string;
}

/** A dashed line for each, where it lies in what is shown. */
export function drawEvents(plot: uPlot, events: readonly PlotEvent[], theme: ChartTheme): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.strokeStyle = theme.foreground;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
  for (const { seconds } of events) {
    const x = plot.valToPos(seconds, 'x', true);
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}
