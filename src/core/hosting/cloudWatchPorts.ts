import type { AwsPlace } from '../ecr/ports';
import type { Alarm, AlarmState } from './alarm';
import type { MetricAnswers, MetricQuery, MetricStretch } from './metrics/ports';

/** CloudWatch, one place for each account and region. */
export interface CloudWatches {
  /** Nothing is asked yet. A Problem when no region is known. */
  open(place: AwsPlace): Promise<CloudWatch>;
}

/** Every question may throw a Problem, or an abort when the signal says so. */
export interface CloudWatch {
  readonly region: string;
  /** Page by page. */
  listAlarms(wish: AlarmWish, signal: AbortSignal): AsyncIterable<Alarm>;
  /** One question for all; what CloudWatch knows nothing of has no points. */
  readMetrics(
    queries: readonly MetricQuery[],
    stretch: MetricStretch,
    signal: AbortSignal,
  ): Promise<MetricAnswers>;
  close(): void;
}

export interface AlarmWish {
  /** Only these, also those that are composed of others; unknown names are left out. */
  readonly names?: readonly string[];
  readonly state?: AlarmState;
}
