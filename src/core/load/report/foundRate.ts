import type { LatencyLimit } from '../plan/readLevels';

/** The highest rate that was sustained, and what follows from it. */
export interface FoundRate {
  readonly limit: LatencyLimit;
  /** Of all requests that may fail, 0 to 1. */
  readonly errorShare: number;
  /** Requests in a second; 0 when not even the lowest that was tried is sustained. */
  readonly rate: number;
  /** `at-least`: nothing that was tried is too much. */
  readonly bound: 'found' | 'at-least' | 'below';
  /** Milliseconds of the limit's quantile at this rate; nothing when there is no such rate. */
  readonly milliseconds: number | undefined;
  readonly tries: readonly RateTry[];
  readonly scaling: ScalingTarget;
  /** Named as Inference Recommender names them, so that the two can be laid side by side. */
  readonly recommender: {
    /** In a minute. */
    readonly MaxInvocations: number;
    /** Milliseconds. */
    readonly ModelLatency: number | undefined;
  };
}

export interface RateTry {
  readonly rate: number;
  /** Nothing when it is sustained. */
  readonly failed: RateFailure | undefined;
  readonly milliseconds: number;
}

/** `generator`: we could not send so much, which says nothing of the endpoint. `gone`: it was not there any more. */
export type RateFailure = 'latency' | 'errors' | 'achieved' | 'generator' | 'stopped' | 'gone';

/** What says nothing of a rate. */
export const isNoVerdict = (failed: RateFailure | undefined): boolean =>
  failed === 'generator' || failed === 'stopped' || failed === 'gone';

/** `SageMakerVariantInvocationsPerInstance`. */
export interface ScalingTarget {
  readonly safety: number;
  /** In a minute, for one instance. */
  readonly target: number;
}

/** AWS's guide begins with a half: what one instance can bear is no place to be while another one starts. */
export const usualSafety = 0.5;

export const scalingTarget = (rate: number, safety: number): ScalingTarget => ({
  safety,
  target: Math.floor(rate * safety * 60),
});
