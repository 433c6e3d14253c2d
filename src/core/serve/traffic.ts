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

/** One request, as traffic. */
export function trafficOf({ status, isModelError, milliseconds, received, sent }: Request): Traffic {
  return {
    requests: 1,
    clientErrors: Number(!isModelError && status >= 400 && status < 500),
    serverErrors: Number(!isModelError && status >= 500),
    modelErrors: Number(isModelError),
    received,
    sent,
    milliseconds,
    latencies: { [bucketOf(milliseconds)]: 1 },
  };
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
