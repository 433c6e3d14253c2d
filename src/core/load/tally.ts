import type { Counts } from './histogram/histogram';
import type { LineFailure } from './ports';

/** What a request can come to instead of a right answer. */
export type LoadError =
  | LineFailure
  /** No connection was free until the step was over. */
  | 'unsent'
  | 'redirect'
  /** 4xx, without those below. */
  | 'client'
  /** 429. */
  | 'throttled'
  /** 424: the container answered with an error, and the endpoint passes that on. */
  | 'model'
  /** 503. */
  | 'unavailable'
  /** 5xx, without 503. */
  | 'server'
  /** Another content type than was expected. */
  | 'content-type'
  | 'other-status';

export type ErrorCounts = Readonly<Partial<Record<LoadError, number>>>;

export const errorsOf = (errors: ErrorCounts): number =>
  Object.values(errors).reduce((sum, count) => sum + count, 0);

/** What is wrong with an answer, before its body counts. */
export function answerError(status: number, contentType: string, wanted?: string): LoadError | undefined {
  if (status >= 200 && status < 300)
    return wanted === undefined || isType(contentType, wanted) ? undefined : 'content-type';
  if (status >= 300 && status < 400) return 'redirect';
  if (status === 424) return 'model';
  if (status === 429) return 'throttled';
  if (status === 503) return 'unavailable';
  if (status >= 500) return 'server';
  return status >= 400 ? 'client' : 'other-status';
}

const isType = (given: string, wanted: string): boolean => plain(given) === plain(wanted);
const plain = (type: string): string => (type.split(';')[0] ?? '').trim().toLowerCase();

/** What was counted of one step, after its warm-up. */
export interface StepTally {
  /** Milliseconds since 1970, when what is counted began. */
  readonly began: number;
  readonly seconds: number;
  /** `gone`: nobody was there any more to be asked. */
  readonly ended: 'time' | 'count' | 'stopped' | 'gone';
  /** Requests that were due: in a closed loop, all that were sent. */
  readonly due: number;
  readonly sent: number;
  /** Whole answers of any kind that came in this time, whenever they were asked for. */
  readonly answered: number;
  readonly errors: ErrorCounts;
  /**
   * Microseconds of right answers and of timeouts, from when a request was due. One histogram for each slice of the time,
   * so that two loads can be compared although neighbouring requests are alike.
   */
  readonly slices: readonly Counts[];
  readonly variants: Readonly<Record<string, VariantTally>>;
  /** Milliseconds by which this generator itself was late, at the most. */
  readonly lateness: number;
  readonly received: number;
}

export interface VariantTally {
  readonly errors: ErrorCounts;
  readonly latency: Counts;
}

/** How it goes, a few times in a second. */
export interface StepBeat {
  /** Seconds since the step began, with its warm-up. */
  readonly seconds: number;
  /** Since the last beat, as what follows. */
  readonly sent: number;
  readonly answered: number;
  readonly errors: number;
  /** Milliseconds; nothing when nothing was answered. */
  readonly p50: number | undefined;
  readonly p99: number | undefined;
}
