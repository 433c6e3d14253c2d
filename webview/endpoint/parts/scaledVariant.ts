import type { VariantDraft } from '../../../src/core/hosting/draft';
import type { MeasuredRps, VariantFacts } from '../../../src/core/hosting/panel/endpointPanel';
import type { ScalingDraft } from '../../../src/core/hosting/scalingDraft';

/** What the parts that show how a variant scales need to know of it. */
export interface ScaledVariant {
  readonly endpoint: string;
  readonly variant: VariantDraft;
  readonly fact: VariantFacts | undefined;
  /** As AWS has it. */
  readonly was: ScalingDraft | undefined;
  /** What a load test here found. */
  readonly measured: MeasuredRps | undefined;
  readonly isLocked: boolean;
  readonly isAsync: boolean;
}
