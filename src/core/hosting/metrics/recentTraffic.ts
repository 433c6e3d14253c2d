import type { MetricAnswers } from './ports';
import type { Measured } from './variantMetrics';

/** What an endpoint got lately, of its own metrics: what a change is held against. */
export interface RecentTraffic {
  /** Requests a minute of all variants together. */
  readonly perMinute: number;
  /** The minutes that it is the mean of. */
  readonly minutes: number;
}

/** The minutes that count: long enough for a mean, short enough to be now. */
const most = 15;

/**
 * The mean of the last minutes that CloudWatch knows whole. A variant that tells nothing in a minute in which another
 * tells something got nothing. Nothing when nobody tells anything.
 */
export function recentTraffic(
  measured: readonly Measured[],
  answers: MetricAnswers,
  period: number,
): RecentTraffic | undefined {
  const sums = new Map<number, number>();
  for (const { measure, query } of measured) {
    const points = measure === 'requests' ? answers.get(query.id) : undefined;
    points?.times.forEach((time, index) =>
      sums.set(time, (sums.get(time) ?? 0) + (points.values[index] ?? 0)),
    );
  }
  const minutes = period / 60;
  const last = [...sums]
    .toSorted(([left], [right]) => right - left)
    // The newest may still grow.
    .slice(sums.size > 1 ? 1 : 0)
    .slice(0, Math.max(1, Math.floor(most / minutes)));
  if (last.length === 0) return undefined;
  const total = last.reduce((sum, [, count]) => sum + count, 0);
  return { perMinute: total / (last.length * minutes), minutes: last.length * minutes };
}
