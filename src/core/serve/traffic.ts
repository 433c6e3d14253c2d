import type { FrontEvent } from './ports';

/** What happened at a variant: in a moment, or since its beginning. */
export interface Traffic {
  readonly requests: number;
  /** As clients see them: what is wrong with the request. */
  readonly clientErrors: number;
  /** As clients see them, those of the model not among them. */
  readonly serverErrors: number;
  /** The container gave no answer, or not 200. */
  readonly modelErrors: number;
  /** Bytes of requests, and of answers. */
  readonly received: number;
  readonly sent: number;
  /** Milliseconds of all requests together. */
  readonly milliseconds: number;
  /** How many requests took how long, by `bucketOf`. */
  readonly latencies: Readonly<Record<number, number>>;
}

export const noTraffic: Traffic = {
  requests: 0,
  clientErrors: 0,
  serverErrors: 0,
  modelErrors: 0,
  received: 0,
  sent: 0,
  milliseconds: 0,
  latencies: {},
};

type Request = Extract<FrontEvent, { kind: 'request' }>;

/** Adds requests one by one, in place: thousands come in a second. */
export class TrafficSum {
  readonly #counts: { -readonly [Key in keyof Traffic]: Traffic[Key] } = { ...noTraffic };
  readonly #latencies: Record<number, number> = {};

  add({ status, isModelError, milliseconds, received, sent }: Request): void {
    const counts = this.#counts;
    counts.requests += 1;
    if (isModelError) counts.modelErrors += 1;
    else if (status >= 500) counts.serverErrors += 1;
    else if (status >= 400) counts.clientErrors += 1;
    counts.received += received;
    counts.sent += sent;
    counts.milliseconds += milliseconds;
    const bucket = bucketOf(milliseconds);
    this.#latencies[bucket] = (this.#latencies[bucket] ?? 0) + 1;
  }

  get traffic(): Traffic {
    return { ...this.#counts, latencies: { ...this.#latencies } };
  }
}

export function addTraffic(left: Traffic, right: Traffic): Traffic {
  const latencies: Record<number, number> = { ...left.latencies };
  for (const [bucket, count] of Object.entries(right.latencies))
    latencies[Number(bucket)] = (latencies[Number(bucket)] ?? 0) + count;
  return {
    requests: left.requests + right.requests,
    clientErrors: left.clientErrors + right.clientErrors,
    serverErrors: left.serverErrors + right.serverErrors,
    modelErrors: left.modelErrors + right.modelErrors,
    received: left.received + right.received,
    sent: left.sent + right.sent,
    milliseconds: left.milliseconds + right.milliseconds,
    latencies,
  };
}

/** In each doubling: a value is known to 5 percent. */
const steps = 8;
const shortest = 0.05;

/** Buckets grow with the value, from 50 microseconds on. */
export const bucketOf = (milliseconds: number): number =>
  Math.max(0, Math.round(Math.log2(Math.max(milliseconds, shortest) / shortest) * steps));

const middleOf = (bucket: number): number => shortest * 2 ** (bucket / steps);

/** Milliseconds that so large a part of the requests did not exceed; nothing without requests. */
export function percentile({ latencies }: Pick<Traffic, 'latencies'>, part: number): number | undefined {
  const buckets = Object.entries(latencies)
    .map(([bucket, count]) => ({ bucket: Number(bucket), count }))
    .toSorted((left, right) => left.bucket - right.bucket);
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  let left = Math.max(1, Math.ceil(total * part));
  for (const { bucket, count } of buckets) {
    left -= count;
    if (left <= 0) return middleOf(bucket);
  }
  return undefined;
}
