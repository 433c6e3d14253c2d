import type { LatencyLimit } from './plan/readLevels';
import { Histogram } from './histogram/histogram';
import {
  isNoVerdict,
  scalingTarget,
  type FoundRate,
  type RateFailure,
  type RateTry,
} from './report/foundRate';
import type { StepReport } from './report/loadReport';
import { loadLimits } from './plan/loadStep';

export interface RateSearch {
  readonly limit: LatencyLimit;
  readonly errorShare: number;
  readonly safety: number;
  /** The first rate. */
  readonly from: number;
  /** No rate beyond this one. */
  readonly to: number;
}

/** How near the highest rate is looked for: 1.03 is within 3 %. */
const precision = 1.03;
const growth = 2;
const lowestRate = 0.5;
/** Of what was due, to be answered in the same time. */
const achievedShare = 0.98;
/** Milliseconds: a generator that is later than this is busy with itself. */
const lateGenerator = 100;
export const mostTries = 24;

/** Whether a step was sustained, and if not, why. */
export function judge(step: StepReport, { limit, errorShare }: RateSearch): RateTry {
  const { rate } = step.pace.kind === 'open' ? step.pace : { rate: step.rate.achieved };
  const milliseconds = Histogram.of(...step.slices).quantile(limit.quantile) / 1000;
  return { rate, failed: failureOf(step, { limit, errorShare, milliseconds }), milliseconds };
}

function failureOf(
  step: StepReport,
  {
    limit,
    errorShare,
    milliseconds,
  }: Pick<RateSearch, 'limit' | 'errorShare'> & { readonly milliseconds: number },
): RateFailure | undefined {
  if (step.ended === 'stopped' || step.ended === 'gone') return step.ended;
  if (step.errorShare > errorShare) return 'errors';
  // One more or less at the ends of the time is no shortfall.
  const isShort = step.answered < achievedShare * step.due - 1;
  if (isShort && step.lateness > lateGenerator) return 'generator';
  if (milliseconds > limit.milliseconds) return step.lateness > limit.milliseconds ? 'generator' : 'latency';
  return isShort ? 'achieved' : undefined;
}

/**
 * The next rate to try: rising until one is too much, then between the highest that was sustained and the lowest that
 * was not. A rate that failed once is tried again before it is believed. Nothing when the answer is known.
 */
export function nextRate(tries: readonly RateTry[], search: RateSearch): number | undefined {
  const last = tries.at(-1);
  if (!last) return Math.min(search.from, search.to);
  if (tries.length >= mostTries || last.failed === 'stopped' || last.failed === 'gone') return undefined;
  if (last.failed !== undefined && tries.at(-2)?.rate !== last.rate) return last.rate;
  const { low, high } = bounds(tries);
  if (high === undefined) return last.rate >= search.to ? undefined : Math.min(search.to, last.rate * growth);
  if (low === 0) return high <= lowestRate ? undefined : Math.max(lowestRate, high / growth);
  return high / low <= precision ? undefined : Math.sqrt(low * high);
}

/** The highest rate that was sustained, and the lowest above it that was not. */
function bounds(tries: readonly RateTry[]): { readonly low: number; readonly high: number | undefined } {
  const sustained = tries.filter(({ failed }) => failed === undefined).map(({ rate }) => rate);
  const low = Math.max(0, ...sustained);
  const tooMuch = tries
    .filter(({ rate, failed }) => failed !== undefined && rate > low)
    .map(({ rate }) => rate);
  return { low, high: tooMuch.length === 0 ? undefined : Math.min(...tooMuch) };
}

export function foundRate(tries: readonly RateTry[], search: RateSearch): FoundRate {
  const { low, high } = bounds(tries);
  const best = tries.findLast(({ rate, failed }) => failed === undefined && rate === low);
  const beyond = tries.filter(({ rate }) => rate === high).map(({ failed }) => failed);
  // Who is gone in the second try was about to go in the first.
  const limited = beyond.includes('gone') || beyond.every(isNoVerdict);
  return {
    limit: search.limit,
    errorShare: search.errorShare,
    rate: low,
    bound: low === 0 ? 'below' : high === undefined || limited ? 'at-least' : 'found',
    milliseconds: best?.milliseconds,
    tries,
    scaling: scalingTarget(low, search.safety),
    recommender: {
      MaxInvocations: Math.floor(low * 60),
      ModelLatency: best === undefined ? undefined : Math.round(best.milliseconds * 1000) / 1000,
    },
  };
}

/** A rate to begin with, from how long one request takes alone: a quarter of what one after the other would make. */
export const firstRate = (milliseconds: number): number =>
  Math.min(loadLimits.rate, Math.max(lowestRate, Math.round(250 / Math.max(0.1, milliseconds))));
