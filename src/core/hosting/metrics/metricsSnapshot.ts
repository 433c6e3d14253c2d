import * as l10n from '@vscode/l10n';
import type { Chart, Unit } from '../../resources/panel/resourcesPanel';
import type { PastChange } from '../panel/endpointPanel';
import type { MetricAnswers, MetricPoints, MetricStretch } from './ports';
import type { Measure, Measured, MeasuredVariant } from './variantMetrics';
import { vcpusOf } from './vcpus';

/** What the page draws of an endpoint's own metrics. Times of charts are seconds since 1970. */
export interface MetricsSnapshot {
  readonly from: number;
  readonly to: number;
  /** When CloudWatch was asked, in milliseconds since 1970. */
  readonly asked: number;
  /** The end of the newest period that it knows; nothing when it knows none. */
  readonly newest: number | undefined;
  readonly charts: readonly VariantChart[];
  /** Changes that this machine made. */
  readonly marks: readonly Mark[];
}

export interface VariantChart extends Chart {
  /** Nothing of a chart of all variants. */
  readonly variant: string | undefined;
  /** What its numbers mean, where that is not plain. */
  readonly note: string | undefined;
}

export interface Mark {
  readonly seconds: number;
  readonly label: string;
}

interface Known {
  readonly stretch: MetricStretch;
  readonly asked: number;
  /** Seconds. */
  readonly period: number;
  readonly variants: readonly MeasuredVariant[];
  readonly measured: readonly Measured[];
  readonly answers: MetricAnswers;
  readonly history: readonly PastChange[];
}

export function metricsSnapshot(known: Known): MetricsSnapshot {
  const { stretch, asked, period, variants, answers, history } = known;
  const [from, to] = [stretch.from / 1000, stretch.to / 1000];
  const times = [...answers.values()].flatMap((points) => points.times.at(-1) ?? []);
  const newest = times.length === 0 ? undefined : Math.max(...times) + period * 1000;
  // What is not published yet is no gap.
  const told = { ...known, stretch: { from: stretch.from, to: newest ?? stretch.to } };
  return {
    from,
    to,
    asked,
    newest,
    charts: [...sharedCharts(told), ...variants.flatMap((variant) => chartsOf(variant, told))],
    marks: history
      .filter(({ at }) => at >= stretch.from && at <= stretch.to)
      .map(({ at }) => ({ seconds: at / 1000, label: l10n.t('changed from here') })),
  };
}

interface Line {
  readonly variant: string;
  readonly measure: Measure;
  readonly label: string;
  readonly color: number;
  /** Turns AWS's number into ours. */
  readonly times?: number;
}

/** How the traffic is split shows only when its lines are side by side. */
function sharedCharts(known: Known): readonly VariantChart[] {
  const { variants, period } = known;
  const lines = (measure: Measure, times = 1): readonly Line[] =>
    variants.map(({ name }, color) => ({ variant: name, measure, label: name, color, times }));
  const first = variants.slice(0, 1).map(({ name }) => name);
  return [
    chart(known, { title: l10n.t('Requests a minute'), unit: 'count' }, lines('requests', 60 / period)),
    chart(
      known,
      { title: l10n.t('Waiting requests'), unit: 'count' },
      first.map((name) => ({ variant: name, measure: 'backlog', label: l10n.t('all variants'), color: 0 })),
    ),
  ].flatMap((each) => each ?? []);
}

function chartsOf(variant: MeasuredVariant, known: Known): readonly VariantChart[] {
  const { name, instanceType } = variant;
  const line = (measure: Measure, label: string, color: number, times = 1): Line => ({
    variant: name,
    measure,
    label,
    color,
    times,
  });
  const cores = instanceType === undefined ? undefined : vcpusOf(instanceType);
  const cards = l10n.t('100 % is one card: several add up.');
  return [
    chart(known, { title: l10n.t('Errors'), unit: 'count', variant: name }, [
      line('clientErrors', l10n.t('4XX'), 0),
      line('serverErrors', l10n.t('5XX'), 4),
      line('modelErrors', l10n.t('of the model'), 1),
    ]),
    // Microseconds become milliseconds.
    chart(known, { title: l10n.t('Latency of the model'), unit: 'milliseconds', variant: name }, [
      line('latencyMiddle', l10n.t('p50'), 0, 1e-3),
      line('latencyHigh', l10n.t('p90'), 1, 1e-3),
    ]),
    chart(
      known,
      {
        title: l10n.t('Processor and memory'),
        unit: 'percent',
        variant: name,
        ...(cores === undefined
          ? { note: l10n.t('100 % of the processor are one core: several add up.') }
          : { top: 100 }),
      },
      [line('processor', l10n.t('processor'), 0, 1 / (cores ?? 1)), line('memory', l10n.t('memory'), 3)],
    ),
    chart(known, { title: l10n.t('GPU'), unit: 'percent', variant: name, note: cards }, [
      line('gpu', l10n.t('busy'), 2),
      line('gpuMemory', l10n.t('GPU memory'), 3),
    ]),
  ].flatMap((each) => each ?? []);
}

interface About {
  readonly title: string;
  readonly unit: Unit;
  readonly top?: number;
  readonly variant?: string;
  readonly note?: string;
}

/** Nothing when none of its lines has a value. */
function chart(
  { measured, answers, stretch, period }: Known,
  { title, unit, top, variant, note }: About,
  lines: readonly Line[],
): VariantChart | undefined {
  const found = lines.flatMap((line) => {
    const asked = measured.find((each) => each.variant === line.variant && each.measure === line.measure);
    const points = asked && answers.get(asked.query.id);
    return points && points.times.length > 0 ? [{ line, points }] : [];
  });
  if (found.length === 0) return undefined;
  const x = periods(stretch, period);
  return {
    id: [variant ?? '', title].join('/'),
    title,
    section: 'metrics',
    unit,
    ...(top === undefined ? {} : { top }),
    variant,
    note,
    tables: [
      {
        id: 'values',
        series: found.map(({ line }) => ({
          id: line.measure + line.variant,
          label: line.label,
          color: line.color,
        })),
        x: x.map((time) => time / 1000),
        y: found.map(({ line, points }) => valuesAt(x, points, line.times ?? 1)),
      },
    ],
  };
}

/** Also those of which nothing is known: they are gaps. */
function periods({ from, to }: MetricStretch, seconds: number): readonly number[] {
  const period = seconds * 1000;
  const first = Math.ceil(from / period) * period;
  return Array.from(
    { length: Math.max(0, Math.ceil((to - first) / period)) },
    (_, index) => first + index * period,
  );
}

function valuesAt(
  x: readonly number[],
  { times, values }: MetricPoints,
  factor: number,
): readonly (number | null)[] {
  const known = new Map(times.map((time, index) => [time, values[index]]));
  return x.map((time) => {
    const value = known.get(time);
    return value === undefined ? null : value * factor;
  });
}
