// What Application Auto Scaling tells, in the words of core.
import type {
  CustomizedMetricSpecification,
  ScalableTarget,
  ScalingPolicy as Policy,
  ScheduledAction,
  StepScalingPolicyConfiguration,
  TargetTrackingScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import type { ScalingPolicy, ScalingTarget } from '../../../core/hosting/endpoint';
import {
  adjustments,
  aggregations,
  statistics,
  trackedMetrics,
  type CustomMetric,
  type KeptPolicy,
  type PolicyDraft,
  type TrackingDraft,
} from '../../../core/hosting/scaling/policy';
import type { ScheduleDraft } from '../../../core/hosting/scaling/schedule';
import { given, type JsonObject } from '../../../core/json';

export const resourceOf = (endpoint: string, variant: string): string =>
  `endpoint/${endpoint}/variant/${variant}`;

export interface Beside {
  readonly policies: readonly Policy[];
  readonly actions: readonly ScheduledAction[];
}

export function targetOf(target: ScalableTarget, { policies, actions }: Beside): ScalingTarget {
  const {
    ResourceId = '',
    ScalableDimension = '',
    MinCapacity = 0,
    MaxCapacity = 0,
    SuspendedState = {},
  } = target;
  return {
    variant: ResourceId.split('/').at(-1) ?? '',
    of: ScalableDimension.endsWith('DesiredProvisionedConcurrency')
      ? 'provisioned concurrency'
      : ScalableDimension.endsWith('DesiredCopyCount')
        ? 'copies'
        : 'instances',
    min: MinCapacity,
    max: MaxCapacity,
    suspended: [
      ...(SuspendedState.DynamicScalingInSuspended === true ? ['scale in' as const] : []),
      ...(SuspendedState.DynamicScalingOutSuspended === true ? ['scale out' as const] : []),
      ...(SuspendedState.ScheduledScalingSuspended === true ? ['schedules' as const] : []),
    ],
    policies: policies.map(policyOf),
    schedules: actions.map(scheduleOf),
  };
}

function policyOf(found: Policy): ScalingPolicy {
  return {
    settings: settingsOf(found),
    arn: found.PolicyARN,
    alarms: (found.Alarms ?? []).map(({ AlarmName = '', AlarmARN = '' }) => ({
      name: AlarmName,
      arn: AlarmARN,
    })),
  };
}

function settingsOf(found: Policy): PolicyDraft {
  const { PolicyName: name = '', TargetTrackingScalingPolicyConfiguration: tracking } = found;
  const { StepScalingPolicyConfiguration: steps } = found;
  return (tracking && trackingOf(name, tracking)) ?? (steps && stepsOf(name, steps)) ?? keptOf(found);
}

function trackingOf(
  name: string,
  {
    TargetValue,
    PredefinedMetricSpecification: predefined,
    CustomizedMetricSpecification: custom,
    ScaleInCooldown,
    ScaleOutCooldown,
    DisableScaleIn,
  }: TargetTrackingScalingPolicyConfiguration,
): TrackingDraft | undefined {
  const metric = predefined
    ? trackedMetrics.find((each) => each === predefined.PredefinedMetricType)
    : custom && customOf(custom);
  if (metric === undefined || TargetValue === undefined) return undefined;
  return {
    kind: 'tracking',
    name,
    metric,
    target: TargetValue,
    ...given({ scaleIn: ScaleInCooldown, scaleOut: ScaleOutCooldown }),
    ...(DisableScaleIn === true ? { noScaleIn: true } : {}),
  };
}

/** Nothing when it is calculated of several metrics. */
function customOf(found: CustomizedMetricSpecification): CustomMetric | undefined {
  const { MetricName, Namespace, Dimensions = [], Statistic, Unit, Metrics } = found;
  const statistic = statistics.find((each) => each === Statistic);
  if (Metrics || MetricName === undefined || Namespace === undefined || !statistic) return undefined;
  return {
    name: MetricName,
    namespace: Namespace,
    dimensions: Dimensions.map(({ Name = '', Value = '' }) => ({ name: Name, value: Value })),
    statistic,
    ...given({ unit: Unit }),
  };
}

function stepsOf(name: string, found: StepScalingPolicyConfiguration): PolicyDraft | undefined {
  const { AdjustmentType, StepAdjustments = [], MinAdjustmentMagnitude, Cooldown } = found;
  const adjustment = adjustments.find((each) => each === AdjustmentType);
  if (!adjustment) return undefined;
  return {
    kind: 'steps',
    name,
    adjustment,
    steps: StepAdjustments.map((step) => ({
      ...given({ from: step.MetricIntervalLowerBound, to: step.MetricIntervalUpperBound }),
      by: step.ScalingAdjustment ?? 0,
    })),
    ...given({
      least: MinAdjustmentMagnitude,
      cooldown: Cooldown,
      aggregation: aggregations.find((each) => each === found.MetricAggregationType),
    }),
  };
}

/** As it would be written to AWS again. */
function keptOf({ PolicyName = '', PolicyType, ...found }: Policy): KeptPolicy {
  const { TargetTrackingScalingPolicyConfiguration, StepScalingPolicyConfiguration } = found;
  const configuration: JsonObject = JSON.parse(
    JSON.stringify({ TargetTrackingScalingPolicyConfiguration, StepScalingPolicyConfiguration }),
  );
  return { kind: 'kept', name: PolicyName, type: PolicyType ?? '', configuration };
}

const scheduleOf = (found: ScheduledAction): ScheduleDraft => ({
  name: found.ScheduledActionName ?? '',
  schedule: found.Schedule ?? '',
  ...given({
    // UTC is what stands for no zone.
    zone: found.Timezone === 'UTC' ? undefined : found.Timezone,
    start: found.StartTime?.getTime(),
    end: found.EndTime?.getTime(),
    min: found.ScalableTargetAction?.MinCapacity,
    max: found.ScalableTargetAction?.MaxCapacity,
  }),
});
