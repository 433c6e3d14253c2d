import * as l10n from '@vscode/l10n';
import type { Counts } from '../histogram/histogram';
import { Histogram } from '../histogram/histogram';
import { loadLimits, type LoadStep, type Pace } from '../plan/loadStep';
import { errorsOf, type ErrorCounts, type StepTally } from '../tally';
import type { FoundRate } from './foundRate';

/** What a load came to: all of it, so that it can be kept, drawn and compared. */
export interface LoadReport {
  readonly format: 'longshore-load-1';
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Of the endpoint, or its address. */
  readonly name: string;
  /** The variant that was asked for; the weights choose when it is not given. */
  readonly variant?: string;
  readonly url: string;
  readonly payloads: {
    readonly count: number;
    readonly bytes: number;
    readonly contentTypes: readonly string[];
  };
  /** Milliseconds. */
  readonly timeout: number;
  readonly steps: readonly StepReport[];
  readonly found?: FoundRate;
  /** It ended early, as nobody was there any more to answer. */
  readonly isGone?: true;
  /** What a reader should know before believing it. */
  readonly notes: readonly string[];
}

export interface StepReport {
  readonly pace: Pace;
  readonly began: number;
  readonly seconds: number;
  readonly ended: StepTally['ended'];
  readonly due: number;
  readonly sent: number;
  readonly answered: number;
  /** Requests in a second: what was due, and what was answered. */
  readonly rate: { readonly due: number; readonly achieved: number };
  readonly errors: ErrorCounts;
  /** Of all that were due, 0 to 1. */
  readonly errorShare: number;
  readonly latency: Latency;
  /** Of a closed loop: as if requests had been due at the pace of the usual answer. */
  readonly corrected?: Latency;
  readonly variants: readonly VariantReport[];
  readonly resources?: StepResources;
  /** Milliseconds by which the generator itself was late, at the most. */
  readonly lateness: number;
  readonly slices: readonly Counts[];
}

/** Milliseconds. */
export interface Latency {
  readonly count: number;
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

export interface VariantReport {
  readonly name: string;
  readonly errors: ErrorCounts;
  readonly latency: Latency;
}

/** Of the containers of the endpoint together; what nobody tells is absent. */
export interface StepResources {
  /** Percent of one processor. */
  readonly cpu?: Range;
  /** Bytes. */
  readonly memory?: Range;
  /** Percent, the mean of all cards. */
  readonly gpu?: Range;
  /** Bytes, of all cards. */
  readonly gpuMemory?: Range;
}

export interface Range {
  readonly mean: number;
  readonly max: number;
}

const milliseconds = (microseconds: number): number => Math.round(microseconds) / 1000;

export function latencyOf(histogram: Histogram): Latency {
  const at = (share: number): number => milliseconds(histogram.quantile(share));
  return {
    count: histogram.total,
    mean: milliseconds(histogram.mean),
    p50: at(0.5),
    p90: at(0.9),
    p95: at(0.95),
    p99: at(0.99),
    p999: at(0.999),
    max: milliseconds(histogram.largest),
  };
}

export function stepReport({ pace }: LoadStep, tally: StepTally, resources?: StepResources): StepReport {
  const histogram = Histogram.of(...tally.slices);
  const perSecond = (count: number): number => (tally.seconds > 0 ? count / tally.seconds : 0);
  return {
    pace,
    began: tally.began,
    seconds: tally.seconds,
    ended: tally.ended,
    due: tally.due,
    sent: tally.sent,
    answered: tally.answered,
    rate: { due: perSecond(tally.due), achieved: perSecond(tally.answered) },
    errors: tally.errors,
    errorShare: tally.due === 0 ? 0 : errorsOf(tally.errors) / tally.due,
    latency: latencyOf(histogram),
    ...(pace.kind === 'closed' ? { corrected: latencyOf(histogram.corrected(histogram.quantile(0.5))) } : {}),
    variants: Object.entries(tally.variants)
      .map(([name, { errors, latency }]) => ({ name, errors, latency: latencyOf(Histogram.of(latency)) }))
      .toSorted((left, right) => left.name.localeCompare(right.name)),
    ...(resources && Object.keys(resources).length > 0 ? { resources } : {}),
    lateness: tally.lateness,
    slices: tally.slices,
  };
}

/** Why a load ended before its time, when it did. */
export const goneNote = ({ isGone }: Pick<LoadReport, 'isGone'>): string | undefined =>
  isGone &&
  l10n.t(
    'Ended early: for {0} s nobody was there to answer. Has the container died? Its log says why.',
    loadLimits.silence / 1000,
  );
