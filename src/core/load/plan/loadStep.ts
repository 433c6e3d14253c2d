import * as l10n from '@vscode/l10n';
import { Problem } from '../../problem';

/** How requests follow each other. */
export type Pace =
  /** By the clock, whether answers come or not. */
  | { readonly kind: 'open'; readonly rate: number; readonly arrivals: Arrivals }
  /** So many at once, each after the answer to the one before. */
  | { readonly kind: 'closed'; readonly concurrency: number };

/** Evenly, or by chance (a Poisson process), as many users that know nothing of each other. */
export type Arrivals = 'even' | 'random';

export interface LoadStep {
  readonly pace: Pace;
  /** Milliseconds in which requests are sent, with the warm-up. */
  readonly milliseconds: number;
  /** Milliseconds that are not counted. */
  readonly warmUp: number;
  /** It ends after so many, if its time is not over before. */
  readonly requests?: number;
}

/** What nobody goes beyond, so that a load ends and leaves room for the machine. */
export const loadLimits = {
  /** Requests in a second. */
  rate: 20_000,
  concurrency: 1024,
  steps: 50,
  /** Milliseconds. */
  step: 10 * 60_000,
  all: 60 * 60_000,
  timeout: 8 * 60_000,
  /** Milliseconds in which nobody is there, after which a load ends. */
  silence: 5000,
  /** Requests of one step. */
  requests: 5_000_000,
  payloads: 10_000,
  /** Bytes, as hosting takes them, and all together. */
  payload: 25 * 1024 * 1024,
  payloadBytes: 256 * 1024 * 1024,
} as const;

/** Milliseconds. */
const usualWarmUp = 1000;

/** A fifth of a short step. */
export const warmUpOf = (milliseconds: number): number => Math.min(usualWarmUp, milliseconds / 5);

/** A Problem names what is beyond a limit. */
export function checkSteps(steps: readonly LoadStep[]): void {
  if (steps.length === 0 || steps.length > loadLimits.steps)
    throw refusal(l10n.t('A load has 1 to {0} steps.', loadLimits.steps));
  steps.forEach(checkStep);
  if (steps.reduce((sum, { milliseconds }) => sum + milliseconds, 0) > loadLimits.all)
    throw refusal(l10n.t('All steps together may take {0} minutes.', loadLimits.all / 60_000));
}

function checkStep({ pace, milliseconds, requests }: LoadStep): void {
  const isBetween = (value: number, low: number, high: number): boolean => value >= low && value <= high;
  if (pace.kind === 'open' && !isBetween(pace.rate, 0.1, loadLimits.rate))
    throw refusal(l10n.t('A rate is 0.1 to {0} requests in a second.', loadLimits.rate));
  if (
    pace.kind === 'closed' &&
    !(Number.isInteger(pace.concurrency) && isBetween(pace.concurrency, 1, loadLimits.concurrency))
  )
    throw refusal(l10n.t('1 to {0} requests can be under way at once.', loadLimits.concurrency));
  if (!isBetween(milliseconds, 100, loadLimits.step))
    throw refusal(l10n.t('A step takes 0.1 to {0} seconds.', loadLimits.step / 1000));
  if (requests !== undefined && !(Number.isInteger(requests) && isBetween(requests, 1, loadLimits.requests)))
    throw refusal(l10n.t('A step has 1 to {0} requests.', loadLimits.requests));
}

const refusal = (text: string): Problem => new Problem('bad-usage', text);
