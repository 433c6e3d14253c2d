import type { JsonObject } from '../../json';
import type { RolloutCall } from './rolloutCall';
import type { ScalingSnapshot } from './scalingSnapshot';

/** What a rollout asks of SageMaker and of Application Auto Scaling, in AWS's own shapes, so that nothing is lost. */
export interface RolloutHosting {
  /** As AWS describes it; nothing when it was deleted. */
  readConfig(name: string, signal: AbortSignal): Promise<JsonObject | undefined>;
  readModel(name: string, signal: AbortSignal): Promise<JsonObject | undefined>;
  /** Names of those that changed after a moment, in milliseconds since 1970. */
  endpointsSince(moment: number, signal: AbortSignal): Promise<readonly string[]>;
  /** Names of those that were made after a moment. */
  configsSince(moment: number, signal: AbortSignal): Promise<readonly string[]>;
  /** Of the variants that scale by themselves. */
  readScaling(
    endpoint: string,
    variants: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly ScalingSnapshot[]>;
  /**
   * A Problem of the kind `data-missing` when AWS does not know yet what was made a moment ago, and `endpoint-busy`
   * when the endpoint is being changed.
   */
  make(call: RolloutCall, signal: AbortSignal): Promise<void>;
}
