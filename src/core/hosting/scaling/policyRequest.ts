import type { JsonObject } from '../../json';
import type {
  Adjustment,
  Aggregation,
  CustomMetric,
  PolicyDraft,
  Statistic,
  StepsDraft,
  TrackedMetric,
  TrackingDraft,
} from './policy';

/** What AWS is told of a policy, beside its place and its name. */
export type PolicySettings =
  | {
      readonly PolicyType: 'TargetTrackingScaling';
      readonly TargetTrackingScalingPolicyConfiguration: TrackingRequest;
    }
  | { readonly PolicyType: 'StepScaling'; readonly StepScalingPolicyConfiguration: StepsRequest }
  | (JsonObject & { readonly PolicyType: string });

export interface TrackingRequest {
  readonly TargetValue: number;
  readonly PredefinedMetricSpecification?: { readonly PredefinedMetricType: TrackedMetric };
  readonly CustomizedMetricSpecification?: {
    readonly MetricName: string;
    readonly Namespace: string;
    readonly Dimensions?: ReadonlyArray<{ readonly Name: string; readonly Value: string }>;
    readonly Statistic: Statistic;
    readonly Unit?: string;
  };
  readonly ScaleInCooldown?: number;
  readonly ScaleOutCooldown?: number;
  readonly DisableScaleIn?: boolean;
}

export interface StepsRequest {
  readonly AdjustmentType: Adjustment;
  readonly StepAdjustments: ReadonlyArray<{
    readonly MetricIntervalLowerBound?: number;
    readonly MetricIntervalUpperBound?: number;
    readonly ScalingAdjustment: number;
  }>;
  readonly MinAdjustmentMagnitude?: number;
  readonly Cooldown?: number;
  readonly MetricAggregationType?: Aggregation;
}

export function policySettings(policy: PolicyDraft): PolicySettings {
  switch (policy.kind) {
    case 'tracking':
      return {
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingScalingPolicyConfiguration: trackingRequest(policy),
      };
    case 'steps':
      return { PolicyType: 'StepScaling', StepScalingPolicyConfiguration: stepsRequest(policy) };
    case 'kept':
      return { ...policy.configuration, PolicyType: policy.type };
  }
}

const trackingRequest = ({
  metric,
  target,
  scaleIn,
  scaleOut,
  noScaleIn = false,
}: TrackingDraft): TrackingRequest => ({
  TargetValue: target,
  ...(typeof metric === 'string'
    ? { PredefinedMetricSpecification: { PredefinedMetricType: metric } }
    : { CustomizedMetricSpecification: customMetric(metric) }),
  ...(scaleIn === undefined ? {} : { ScaleInCooldown: scaleIn }),
  ...(scaleOut === undefined ? {} : { ScaleOutCooldown: scaleOut }),
  ...(noScaleIn ? { DisableScaleIn: true } : {}),
});

const customMetric = ({ name, namespace, dimensions, statistic, unit }: CustomMetric) => ({
  MetricName: name,
  Namespace: namespace,
  ...(dimensions.length === 0
    ? {}
    : { Dimensions: dimensions.map((each) => ({ Name: each.name, Value: each.value })) }),
  Statistic: statistic,
  ...(unit === undefined ? {} : { Unit: unit }),
});

const stepsRequest = ({ adjustment, steps, least, cooldown, aggregation }: StepsDraft): StepsRequest => ({
  AdjustmentType: adjustment,
  StepAdjustments: steps.map(({ from, to, by }) => ({
    ...(from === undefined ? {} : { MetricIntervalLowerBound: from }),
    ...(to === undefined ? {} : { MetricIntervalUpperBound: to }),
    ScalingAdjustment: by,
  })),
  ...(least === undefined ? {} : { MinAdjustmentMagnitude: least }),
  ...(cooldown === undefined ? {} : { Cooldown: cooldown }),
  ...(aggregation === undefined ? {} : { MetricAggregationType: aggregation }),
});
