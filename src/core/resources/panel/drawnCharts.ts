import * as l10n from '@vscode/l10n';
import { ordered } from '../../run/metrics/metricOrder';
import { lineMark } from '../lineMark';
import type { Samples } from '../history/samples';
import type { Chart, Growth, Series, Unit } from './resourcesPanel';
import type { Card, GpuMeasure, RunHistory } from '../history/runHistory';

/** A run that the panel shows. */
export interface ShownRun {
  readonly id: string;
  readonly label: string;
  readonly history: RunHistory;
}

interface DrawnTable {
  readonly id: string;
  readonly series: readonly Series[];
  readonly columns: Samples;
  readonly names: readonly string[];
}

/** A chart with where its values come from. */
export interface DrawnChart extends Omit<Chart, 'tables'> {
  readonly tables: readonly DrawnTable[];
}

/** Metrics first: they are what the run is for. Nothing is drawn of which nothing is known. */
export function drawnCharts(runs: readonly ShownRun[]): readonly DrawnChart[] {
  return [...metricCharts(runs), ...gpuCharts(runs), ...hostCharts(runs)].filter(
    ({ tables }) => tables.length > 0,
  );
}

export const wholeChart = ({ tables, ...chart }: DrawnChart): Chart => ({
  ...chart,
  tables: tables.map(({ id, series, columns, names }) => ({ id, series, ...columns.all(names) })),
});

/** By chart and table, how many rows have been sent. */
export type Sent = Map<string, number>;

const keyOf = (chart: DrawnChart, table: DrawnTable): string => `${chart.id} ${table.id}`;

export function countSent(charts: readonly DrawnChart[]): Sent {
  const sent: Sent = new Map();
  for (const chart of charts)
    for (const table of chart.tables) sent.set(keyOf(chart, table), table.columns.count);
  return sent;
}

/** What came since, and remembers that it is sent. Nothing when there are charts or tables that the page has not seen. */
export function growthOf(charts: readonly DrawnChart[], sent: Sent): readonly Growth[] | undefined {
  const growth: Growth[] = [];
  for (const chart of charts) {
    for (const table of chart.tables) {
      const key = keyOf(chart, table);
      const before = sent.get(key);
      if (before === undefined) return undefined;
      if (table.columns.count === before) continue;
      growth.push({ chart: chart.id, table: table.id, ...table.columns.after(before, table.names) });
      sent.set(key, table.columns.count);
    }
  }
  return growth;
}

/** Metrics of one name, up to the mark of a line, are lines of one chart. */
function metricCharts(runs: readonly ShownRun[]): readonly DrawnChart[] {
  const names = new Set(runs.flatMap(({ history }) => history.metrics.names));
  const titles = new Set([...names].map((name) => chartOf(name)));
  return ordered([...titles].map((title) => [title, title])).map(([title]) => ({
    id: `metric/${title}`,
    title,
    section: 'metrics',
    unit: 'number',
    tables: runs.flatMap(({ id, label, history }, index) =>
      [...names]
        .filter((name) => chartOf(name) === title)
        .flatMap((name, place) => {
          const columns = history.metric(name);
          if (columns.count === 0) return [];
          const line = name === title ? name : name.slice(title.length + lineMark.length);
          const text = runs.length === 1 ? line : name === title ? label : prefixed(runs, label, line);
          const series = { id: `${id}/${name}`, label: text, color: runs.length > 1 ? index : place };
          return [{ id: name === title ? id : `${id}/${line}`, series: [series], columns, names: [name] }];
        }),
    ),
  }));
}

const chartOf = (name: string): string => name.split(lineMark)[0] ?? name;

const gpuTitles = (): ReadonlyArray<readonly [GpuMeasure, string, Unit]> => [
  ['utilization', l10n.t('GPU Utilization'), 'percent'],
  ['memoryUsed', l10n.t('GPU Memory'), 'bytes'],
  ['power', l10n.t('GPU Power'), 'watts'],
  ['temperature', l10n.t('GPU Temperature'), 'celsius'],
  ['clock', l10n.t('GPU Clock'), 'megahertz'],
];

function gpuCharts(runs: readonly ShownRun[]): readonly DrawnChart[] {
  return gpuTitles().map(([measure, title, unit]) => ({
    id: `gpu/${measure}`,
    title,
    section: 'gpu',
    unit,
    ...top(gpuTop(runs, measure)),
    tables: runs.flatMap(({ id, label, history }, index) => {
      const known = new Set(history.gpus.names);
      const cards = sortedCards(history).filter(({ uuid }) => known.has(`${uuid}/${measure}`));
      if (cards.length === 0) return [];
      const series = cards.map((card, place) => ({
        id: `${id}/${card.uuid}`,
        label: prefixed(runs, label, `GPU ${card.index}`),
        color: runs.length > 1 ? index : place,
      }));
      return [{ id, series, columns: history.gpus, names: cards.map(({ uuid }) => `${uuid}/${measure}`) }];
    }),
  }));
}

export const sortedCards = ({ cards }: RunHistory): readonly Card[] =>
  [...cards.values()].toSorted((left, right) => left.index - right.index);

function gpuTop(runs: readonly ShownRun[], measure: GpuMeasure): number | undefined {
  const cards = runs.flatMap(({ history }) => [...history.cards.values()]);
  if (measure === 'utilization') return 100;
  if (measure === 'memoryUsed') return greatest(cards.map(({ memoryTotal }) => memoryTotal));
  return measure === 'power' ? greatest(cards.map(({ powerLimit }) => powerLimit)) : undefined;
}

interface HostChart {
  readonly id: string;
  readonly title: string;
  readonly unit: Unit;
  readonly columns: ReadonlyArray<readonly [name: string, label: string]>;
  readonly top?: (history: RunHistory) => number | undefined;
}

const hostTitles = (): readonly HostChart[] => [
  {
    id: 'cpu',
    title: l10n.t('Processors'),
    unit: 'percent',
    columns: [['cpu', l10n.t('processors')]],
    top: (history) => scaled(latest(history, 'cpus'), 100),
  },
  {
    id: 'memory',
    title: l10n.t('Memory'),
    unit: 'bytes',
    columns: [['memory', l10n.t('memory')]],
    top: (history) => latest(history, 'memoryLimit'),
  },
  {
    id: 'shm',
    title: l10n.t('Shared Memory'),
    unit: 'bytes',
    columns: [['shmUsed', '/dev/shm']],
    top: (history) => latest(history, 'shmSize'),
  },
  {
    id: 'network',
    title: l10n.t('Network'),
    unit: 'bytes/s',
    columns: [
      ['received', l10n.t('received')],
      ['sent', l10n.t('sent')],
    ],
  },
  {
    id: 'disk',
    title: l10n.t('Disk'),
    unit: 'bytes/s',
    columns: [
      ['read', l10n.t('read')],
      ['written', l10n.t('written')],
    ],
  },
];

function hostCharts(runs: readonly ShownRun[]): readonly DrawnChart[] {
  return hostTitles().map(({ id, title, unit, columns, top: topOf }) => ({
    id,
    title,
    section: 'host',
    unit,
    ...top(greatest(runs.map(({ history }) => topOf?.(history)))),
    tables: runs.flatMap(({ id: run, label, history }, index) =>
      [...history.hosts].flatMap(([host, timeline], place) => {
        const known = columns.filter(([name]) => timeline.names.includes(name));
        if (known.length === 0) return [];
        const series = known.map(([name, text], which) => ({
          id: `${run}/${host}/${name}`,
          label: prefixed(runs, label, history.hosts.size > 1 ? `${host} ${text}` : text),
          color: runs.length > 1 ? index : place * known.length + which,
        }));
        return [{ id: `${run}/${host}`, series, columns: timeline, names: known.map(([name]) => name) }];
      }),
    ),
  }));
}

/** The last that was told of all hosts, or the last that is kept. */
function latest(history: RunHistory, name: 'cpus' | 'memoryLimit' | 'shmSize'): number | undefined {
  return greatest(
    [...history.hosts].map(([host, timeline]) => {
      const sample = history.usage.get(host);
      if (sample) return sample[name];
      return timeline.after(timeline.count - 1, [name]).y[0]?.at(-1) ?? undefined;
    }),
  );
}

const prefixed = (runs: readonly ShownRun[], run: string, label: string): string =>
  runs.length > 1 ? `${run} · ${label}` : label;

const scaled = (value: number | undefined, by: number): number | undefined =>
  value === undefined ? undefined : value * by;

const top = (value: number | undefined): { readonly top?: number } =>
  value === undefined ? {} : { top: value };

function greatest(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}
