import type { JsonObject } from '../../json';

/** A scaling policy as it is, or is wanted. Its name tells it from the others of a variant. */
export type PolicyDraft = TrackingDraft | StepsDraft | KeptPolicy;

/** Keeps a metric near a target; AWS makes the alarms for it. */
export interface TrackingDraft {
  readonly kind: 'tracking';
  readonly name: string;
  readonly metric: TrackedMetric | CustomMetric;
  readonly target: number;
  /** Seconds; AWS's own when it is not given. */
  readonly scaleIn?: number;
  readonly scaleOut?: number;
  /** It only ever adds. */
  readonly noScaleIn?: boolean;
}

export const trackedMetrics = [
  'SageMakerVariantInvocationsPerInstance',
  'SageMakerVariantConcurrentRequestsPerModelHighResolution',
  'SageMakerVariantProvisionedConcurrencyUtilization',
] as const;
export type TrackedMetric = (typeof trackedMetrics)[number];

/** Any metric of CloudWatch that falls when capacity rises. */
export interface CustomMetric {
  readonly name: string;
  readonly namespace: string;
  readonly dimensions: readonly MetricDimension[];
  readonly statistic: Statistic;
  readonly unit?: string;
}

export interface MetricDimension {
  readonly name: string;
  readonly value: string;
}

export const statistics = ['Average', 'Minimum', 'Maximum', 'SampleCount', 'Sum'] as const;
export type Statistic = (typeof statistics)[number];

/** Answers an alarm of the user's own, the more the further its metric is from the threshold. */
export interface StepsDraft {
  readonly kind: 'steps';
  readonly name: string;
  readonly adjustment: Adjustment;
  readonly steps: readonly Step[];
  /** At least so many instances for an adjustment in percent. */
  readonly least?: number;
  /** Seconds; AWS's own when it is not given. */
  readonly cooldown?: number;
  readonly aggregation?: Aggregation;
}

export const adjustments = ['ChangeInCapacity', 'PercentChangeInCapacity', 'ExactCapacity'] as const;
export type Adjustment = (typeof adjustments)[number];

export const aggregations = ['Average', 'Minimum', 'Maximum'] as const;
export type Aggregation = (typeof aggregations)[number];

/** Distances from the alarm's threshold; without a bound it goes on for ever. */
export interface Step {
  readonly from?: number;
  readonly to?: number;
  readonly by: number;
}

/** Calculated of several metrics, or otherwise more than can be edited here: it goes back as it came. */
export interface KeptPolicy {
  readonly kind: 'kept';
  readonly name: string;
  readonly type: string;
  readonly configuration: JsonObject;
}

/** The one name of a policy that SageMaker's console shows and changes. */
export const consolePolicy = 'SageMakerEndpointInvocationScalingPolicy';

/** Seconds; AWS's own for variants. */
export const usualCooldown = 300;

export function isSamePolicy(left: PolicyDraft | undefined, right: PolicyDraft | undefined): boolean {
  if (!left || !right) return left === right;
  return canonical(tidy(left)) === canonical(tidy(right));
}

/** What AWS keeps as its own default is the same as what is not said; dimensions and steps have no order. */
function tidy(policy: PolicyDraft): PolicyDraft {
  switch (policy.kind) {
    case 'tracking': {
      const { noScaleIn = false, metric, ...rest } = policy;
      const own =
        typeof metric === 'string'
          ? metric
          : { ...metric, dimensions: metric.dimensions.toSorted((a, b) => (a.name < b.name ? -1 : 1)) };
      return { ...rest, metric: own, ...(noScaleIn ? { noScaleIn } : {}) };
    }
    case 'steps':
      return { ...policy, steps: inOrder(policy.steps) };
    case 'kept':
      return policy;
  }
}

export const inOrder = (steps: readonly Step[]): readonly Step[] =>
  steps.toSorted(
    (left, right) => (left.from ?? Number.NEGATIVE_INFINITY) - (right.from ?? Number.NEGATIVE_INFINITY),
  );

/** The same text for the same value, whatever the order of its keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : each,
  );
}
