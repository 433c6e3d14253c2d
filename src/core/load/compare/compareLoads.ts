import type { Counts } from '../histogram/histogram';
import type { Pace } from '../plan/loadStep';
import type { LoadReport, StepReport } from '../report/loadReport';
import { holds, type Interval } from './interval';
import { quantileRatio } from './quantileRatio';

/** Two loads of the same kind: how the later one stands to the earlier one. */
export interface LoadComparison {
  readonly before: LoadReport;
  readonly after: LoadReport;
  readonly steps: readonly StepComparison[];
  /** Paces that only one of them has. */
  readonly alone: readonly Pace[];
  /** Of the highest sustained rates; nothing unless both were looked for under the same limit. */
  readonly foundRatio?: number;
}

export interface StepComparison {
  readonly pace: Pace;
  readonly before: StepReport;
  readonly after: StepReport;
  readonly quantiles: readonly QuantileComparison[];
  /** Of what was answered in a second. */
  readonly achievedRatio: number | undefined;
}

export interface QuantileComparison {
  readonly name: 'p50' | 'p95' | 'p99';
  /** After by before; nothing when there is too little to say. */
  readonly ratio: Interval | undefined;
  readonly verdict: Verdict;
}

/** `same`: no difference is seen, which is not to say that there is none. */
export type Verdict = 'faster' | 'slower' | 'same' | 'unknown';

const quantiles = [
  ['p50', 0.5],
  ['p95', 0.95],
  ['p99', 0.99],
] as const;

export function compareLoads(before: LoadReport, after: LoadReport): LoadComparison {
  const pairs = after.steps.flatMap((step) => {
    const other = before.steps.find(({ pace }) => isSamePace(pace, step.pace));
    return other ? [{ before: other, after: step }] : [];
  });
  const isPaired = (step: StepReport): boolean =>
    pairs.some((pair) => isSamePace(pair.after.pace, step.pace));
  const foundRatio = ratioOfFound(before, after);
  return {
    before,
    after,
    steps: pairs.map(compareSteps),
    alone: [...before.steps, ...after.steps].filter((step) => !isPaired(step)).map(({ pace }) => pace),
    ...(foundRatio === undefined ? {} : { foundRatio }),
  };
}

function isSamePace(left: Pace, right: Pace): boolean {
  if (left.kind === 'open')
    return right.kind === 'open' && left.rate === right.rate && left.arrivals === right.arrivals;
  return right.kind === 'closed' && left.concurrency === right.concurrency;
}

function compareSteps({ before, after }: { before: StepReport; after: StepReport }): StepComparison {
  return {
    pace: after.pace,
    before,
    after,
    quantiles: quantiles.map(([name, share]) => compareQuantile(name, share, [before.slices, after.slices])),
    achievedRatio: before.rate.achieved > 0 ? after.rate.achieved / before.rate.achieved : undefined,
  };
}

function compareQuantile(
  name: QuantileComparison['name'],
  share: number,
  [before, after]: readonly [readonly Counts[], readonly Counts[]],
): QuantileComparison {
  const ratio = quantileRatio(before, after, share);
  return { name, ratio, verdict: verdictOf(ratio, 1) };
}

/** What an interval says of a value where nothing differs: 1 of a ratio, 0 of a difference. */
export function verdictOf(interval: Interval | undefined, none: number): Verdict {
  if (interval === undefined) return 'unknown';
  if (holds(interval, none)) return 'same';
  return interval.value > none ? 'slower' : 'faster';
}

function ratioOfFound({ found: before }: LoadReport, { found: after }: LoadReport): number | undefined {
  if (!before || !after || before.rate === 0) return undefined;
  const isSame =
    before.limit.quantile === after.limit.quantile && before.limit.milliseconds === after.limit.milliseconds;
  return isSame ? after.rate / before.rate : undefined;
}
