/** One line of CloudWatch: a metric, with a statistic for each period. */
export interface MetricQuery {
  /** A small letter, then letters and digits. */
  readonly id: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: ReadonlyArray<{ readonly name: string; readonly value: string }>;
  /** `Sum`, `Average`, `p90`, …. */
  readonly statistic: string;
  /** Seconds. */
  readonly period: number;
}

/** Milliseconds since 1970. */
export interface MetricStretch {
  readonly from: number;
  readonly to: number;
}

/** By time, the oldest first. */
export interface MetricPoints {
  /** Milliseconds since 1970: when each period begins. */
  readonly times: readonly number[];
  readonly values: readonly number[];
}

/** What CloudWatch answers, by the ids of the queries. */
export type MetricAnswers = ReadonlyMap<string, MetricPoints>;
