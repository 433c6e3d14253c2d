import * as l10n from '@vscode/l10n';
import { Histogram, type Counts } from '../histogram/histogram';
import type { Pace } from '../plan/loadStep';
import type { FoundRate } from '../report/foundRate';
import type { StepReport } from '../report/loadReport';
import {
  correctedTable,
  errorTable,
  foundInWords,
  stepTable,
  tryTable,
  variantTable,
} from '../report/reportTables';
import { paceInWords } from '../report/words';
import type { Bar, LivePoint, LoadSnapshot, StepView } from './loadPanel';

/** All that is known of a load, while it runs and after. */
export interface LoadState extends Pick<LoadSnapshot, 'title' | 'subject' | 'state' | 'status' | 'notes'> {
  readonly steps: readonly StepReport[];
  readonly live: readonly LivePoint[];
  readonly found: FoundRate | undefined;
  readonly limit: number | undefined;
}

/** Bars for each power of ten. */
const barsPerTen = 20;

export function loadSnapshot({ steps, found, ...state }: LoadState): LoadSnapshot {
  const more = [
    [l10n.t('By variant'), variantTable({ steps })],
    [l10n.t('Errors'), errorTable({ steps })],
    [l10n.t('Corrected for coordinated omission'), correctedTable({ steps })],
    [l10n.t('What was tried'), found && tryTable(found)],
  ] as const;
  return {
    ...state,
    found: found ? foundInWords(found) : [],
    steps: steps.map(stepView),
    axis: steps[0]?.pace.kind === 'closed' ? 'concurrency' : 'rate',
    stepTable: stepTable({ steps }),
    more: more.flatMap(([title, table]) => (table ? [{ title, table }] : [])),
  };
}

const loadOf = (pace: Pace): number => (pace.kind === 'open' ? pace.rate : pace.concurrency);

const stepView = ({ pace, latency: { p50, p95, p99 }, slices }: StepReport): StepView => ({
  label: paceInWords(pace),
  load: loadOf(pace),
  p50,
  p95,
  p99,
  bars: barsOf(slices),
});

/** As wide as each other on a logarithmic axis, and empty ones between. */
function barsOf(slices: readonly Counts[]): readonly Bar[] {
  const counts = new Map<number, number>();
  for (const { low, high, count } of Histogram.of(...slices).bars()) {
    const index = Math.floor(Math.log10(Math.max(1, (low + high) / 2)) * barsPerTen);
    counts.set(index, (counts.get(index) ?? 0) + count);
  }
  if (counts.size === 0) return [];
  const [first, last] = [Math.min(...counts.keys()), Math.max(...counts.keys())];
  const edge = (index: number): number => 10 ** (index / barsPerTen) / 1000;
  return Array.from({ length: last - first + 1 }, (_, offset) => {
    const index = first + offset;
    return { from: edge(index), to: edge(index + 1), count: counts.get(index) ?? 0 };
  });
}

/** Of a chart by load: one point for each load, the last that was measured there. */
export function byLoad(steps: readonly StepView[]): readonly StepView[] {
  return [...new Map(steps.map((step) => [step.load, step])).values()].toSorted(
    (left, right) => left.load - right.load,
  );
}
