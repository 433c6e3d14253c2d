import type uPlot from 'uplot';
import type { Series } from '../../../src/core/resources/panel/resourcesPanel';
import { linesOf, type LiveChart, type Stretch } from '../../../src/core/resources/charts/chartSet';
import type { Drawn } from '../../../src/core/resources/charts/columns';
import { endNames, lineStyle } from '../../../src/core/resources/charts/lineStyle';
import { timeLabels, timeSteps } from '../../../src/core/resources/charts/timeLabels';
import { axisLabel } from '../../../src/core/resources/charts/unitText';
import type { ChartTheme } from './chartTheme';

/** Pixels. The same for all charts, so that their time axes stand in line. */
const axisWidth = 52;
const axisHeight = 20;
const top = 6;
/** Room for the last mark of the time axis, or for the names at the ends of lines. */
const right = 18;

export interface PlotEvents {
  readonly zoom: (plot: uPlot) => void;
  readonly resetZoom: () => void;
  readonly finished: (plot: uPlot) => void;
}

export interface PlotInput {
  readonly chart: LiveChart;
  readonly theme: ChartTheme;
  readonly width: number;
  readonly height: number;
  /** What is drawn of the line with this number. */
  readonly drawn: (line: number) => Drawn | undefined;
  /** The marks of the time axis; of a run where nothing else is said. */
  readonly times?: TimeTexts | undefined;
}

/** How moments are written, by their seconds. */
export type TimeTexts = (marks: readonly number[]) => readonly string[];

/** How many columns a line has in a chart of this width: with two values in each, one value for a pixel. */
export const plotColumns = (width: number): number =>
  Math.max(20, Math.floor((width - axisWidth - right) / 2));

export function plotOptions(input: PlotInput, events: PlotEvents): uPlot.Options {
  const { theme, width, height, chart, times } = input;
  const series = linesOf(chart).map((line) => line.series);
  const named = endNames(series) !== undefined;
  return {
    width,
    height,
    padding: [top, right, 0, 0],
    // What is drawn has one place for each pixel already; snapping it would make steps of slopes.
    pxAlign: 0,
    legend: { show: false },
    focus: { alpha: 1 },
    scales: {
      x: { time: false, range: (_, low, high) => [low, high] },
      y: { auto: false, range: (_, low, high) => [low, high] },
    },
    axes: [timeAxis(theme, times), valueAxis(chart, theme)],
    series: [{}, ...series.map((each, index) => seriesOptions(each, { index, named, input }))],
    cursor: {
      x: true,
      y: false,
      points: { show: false },
      drag: { x: true, y: false, setScale: false, dist: 4 },
      bind: { dblclick: () => () => (events.resetZoom(), null) },
    },
    hooks: { setSelect: [events.zoom], draw: [events.finished] },
  };
}

function seriesOptions(
  { color }: Series,
  { index, named, input }: { readonly index: number; readonly named: boolean; readonly input: PlotInput },
): uPlot.Series {
  const { theme, drawn } = input;
  const style = lineStyle(color, named);
  const stroke = theme.colors[style.color] ?? theme.foreground;
  return {
    stroke,
    width: theme.lineWidth,
    ...(style.dash.length === 0 ? {} : { dash: [...style.dash] }),
    auto: false,
    gaps: (plot) => (drawn(index)?.gaps ?? []).map((gap) => pixels(plot, gap)),
    points: {
      show: () => (drawn(index)?.dots.length ?? 0) > 0,
      filter: () => [...(drawn(index)?.dots ?? [])],
      size: 4 + theme.lineWidth,
      width: 0,
      fill: stroke,
    },
  };
}

/** Of the canvas. */
function pixels(plot: uPlot, { from, to }: Stretch): [number, number] {
  const end = Number.isFinite(to) ? plot.valToPos(to, 'x', true) : plot.bbox.left + plot.bbox.width;
  return [plot.valToPos(from, 'x', true), end];
}

const axis = (theme: ChartTheme): uPlot.Axis => ({
  stroke: theme.quiet,
  font: `11px ${theme.font}`,
  grid: { stroke: theme.grid, width: 1 },
  ticks: { show: false },
});

const timeAxis = (theme: ChartTheme, times: TimeTexts = timeLabels): uPlot.Axis => ({
  ...axis(theme),
  size: axisHeight,
  gap: 6,
  space: 52,
  incrs: [...timeSteps],
  grid: { show: false },
  values: (_, marks) => [...times(marks)],
});

const valueAxis = ({ unit }: LiveChart, theme: ChartTheme): uPlot.Axis => ({
  ...axis(theme),
  size: axisWidth,
  gap: 6,
  space: 26,
  values: (_, marks) => marks.map((mark) => axisLabel(mark, unit)),
});
