import * as l10n from '@vscode/l10n';
import {
  readDuration,
  readLatencyLimit,
  readLevels,
  type LatencyLimit,
} from '../../core/load/plan/readLevels';
import {
  checkSteps,
  loadLimits,
  warmUpOf,
  type Arrivals,
  type LoadStep,
  type Pace,
} from '../../core/load/plan/loadStep';
import { usualSafety } from '../../core/load/report/foundRate';
import { Problem } from '../../core/problem';

/** What is sent, and how an answer should be. */
export interface RequestOptions {
  readonly payloads: readonly string[];
  readonly whole: boolean;
  readonly header: boolean;
  readonly contentType: string | undefined;
  readonly accept: string | undefined;
  readonly answerType: string | undefined;
  /** Milliseconds. */
  readonly timeout: number;
}

export interface LoadOptions {
  /** An endpoint file, or an address. */
  readonly place: string;
  readonly request: RequestOptions;
  readonly variant: string | undefined;
  readonly work: LoadWork;
  readonly limit: LatencyLimit | undefined;
  /** 0 to 1. */
  readonly errorShare: number;
  readonly containers: readonly string[];
  readonly out: string | undefined;
  readonly json: boolean;
  readonly compare: string | undefined;
  readonly check: boolean;
}

export type LoadWork =
  | { readonly kind: 'steps'; readonly steps: readonly LoadStep[] }
  | {
      readonly kind: 'search';
      readonly limit: LatencyLimit;
      readonly from: number | undefined;
      readonly milliseconds: number;
      readonly arrivals: Arrivals;
      readonly safety: number;
    };

type Options = Readonly<Record<string, unknown>>;

export const textOf = (options: Options, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};

const textsOf = (options: Options, name: string): readonly string[] => {
  const value = options[name];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
};

/** Milliseconds. */
const usualDuration = 10_000;
const usualTry = 5000;
const usualTimeout = 60_000;

export function readLoadOptions(place: string, options: Options): LoadOptions {
  const limit = textOf(options, 'latency');
  const latency = limit === undefined ? undefined : readLatencyLimit(limit);
  if (options['check'] === true && options['compare'] === undefined)
    throw new Problem('bad-usage', l10n.t('--check goes with --compare.'));
  return {
    place,
    request: readRequestOptions(options),
    variant: textOf(options, 'variant'),
    work:
      options['find-max'] === true
        ? readSearch(options, latency)
        : { kind: 'steps', steps: readSteps(options) },
    limit: latency,
    errorShare: readNumber(options, 'errors', { usual: 1, low: 0, high: 100 }) / 100,
    containers: textsOf(options, 'container'),
    out: textOf(options, 'out'),
    json: options['json'] === true,
    compare: textOf(options, 'compare'),
    check: options['check'] === true,
  };
}

export function readRequestOptions(options: Options): RequestOptions {
  const payloads = textsOf(options, 'payload');
  const timeout = textOf(options, 'timeout');
  const milliseconds = timeout === undefined ? usualTimeout : readDuration(timeout);
  if (milliseconds < 1 || milliseconds > loadLimits.timeout)
    throw new Problem(
      'bad-usage',
      l10n.t('An answer is waited for 1 ms to {0} minutes.', loadLimits.timeout / 60_000),
    );
  return {
    payloads,
    whole: options['whole'] === true,
    header: options['header'] === true,
    contentType: textOf(options, 'content-type'),
    accept: textOf(options, 'accept'),
    answerType: textOf(options, 'answer-type'),
    timeout: milliseconds,
  };
}

function readSearch(options: Options, limit: LatencyLimit | undefined): LoadWork {
  if (!limit)
    throw new Problem('bad-usage', l10n.t('--find-max needs a limit, such as --latency p95=200ms.'));
  if (options['concurrency'] !== undefined)
    throw new Problem('bad-usage', l10n.t('--find-max searches among rates: leave --concurrency out.'));
  const rate = textOf(options, 'rate');
  const duration = textOf(options, 'duration');
  return {
    kind: 'search',
    limit,
    from: rate === undefined ? undefined : readLevels(rate, undefined)[0],
    milliseconds: duration === undefined ? usualTry : readDuration(duration),
    arrivals: readArrivals(options),
    safety: readNumber(options, 'safety', { usual: usualSafety, low: 0.01, high: 1 }),
  };
}

function readSteps(options: Options): readonly LoadStep[] {
  const [rate, concurrency] = [textOf(options, 'rate'), textOf(options, 'concurrency')];
  if (rate !== undefined && concurrency !== undefined)
    throw new Problem('bad-usage', l10n.t('--rate and --concurrency exclude each other.'));
  const duration = textOf(options, 'duration');
  const milliseconds = duration === undefined ? usualDuration : readDuration(duration);
  const count = textOf(options, 'steps');
  const levels = readLevels(rate ?? concurrency ?? '1', count === undefined ? undefined : Number(count));
  const arrivals = readArrivals(options);
  const requests = textOf(options, 'requests');
  const paceOf = (level: number): Pace =>
    rate === undefined ? { kind: 'closed', concurrency: level } : { kind: 'open', rate: level, arrivals };
  const steps = levels.map((level): LoadStep => ({
    pace: paceOf(level),
    milliseconds,
    // A few requests are all wanted.
    ...(requests === undefined
      ? { warmUp: warmUpOf(milliseconds) }
      : { warmUp: 0, requests: Number(requests) }),
  }));
  checkSteps(steps);
  return steps;
}

function readArrivals(options: Options): Arrivals {
  const arrivals = textOf(options, 'arrivals') ?? 'even';
  if (arrivals === 'even' || arrivals === 'random') return arrivals;
  throw new Problem('bad-usage', l10n.t('--arrivals are even or random.'));
}

export function readNumber(
  options: Options,
  name: string,
  { usual, low, high }: { readonly usual: number; readonly low: number; readonly high: number },
): number {
  const text = textOf(options, name);
  const value = text === undefined ? usual : Number(text.trim() || 'none');
  if (value >= low && value <= high) return value;
  throw new Problem('bad-usage', l10n.t('--{0} is {1} to {2}.', name, low, high));
}
