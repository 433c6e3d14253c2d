import assert from 'node:assert/strict';
import type {
  DesiredVariant,
  EndpointCall,
  ScalingPolicyRequest,
  ScheduledActionRequest,
} from '../../../src/core/hosting/calls';
import type { EndpointDraft, VariantDraft } from '../../../src/core/hosting/draft';
import { withField } from '../../../src/core/hosting/draft';
import type { ScalingDraft } from '../../../src/core/hosting/scalingDraft';

type Policy = ScalingDraft['policies'][number];
type Schedule = ScalingDraft['schedules'][number];

/** What AWS documents that it does with a call: a model to hold ours against. */
export function carriedOut(draft: EndpointDraft, call: EndpointCall): EndpointDraft {
  if (call.action === 'UpdateEndpointWeightsAndCapacities') {
    const wanted = new Map(call.request.DesiredWeightsAndCapacities.map((each) => [each.VariantName, each]));
    return { variants: draft.variants.map((variant) => updated(variant, wanted.get(variant.name))) };
  }
  const name = call.request.ResourceId.split('/').at(-1);
  const now = draft.variants.find((variant) => variant.name === name)?.scaling;
  const scaling = scaledBy(now, call);
  return {
    variants: draft.variants.map((variant) =>
      variant.name === name ? withField(variant, 'scaling', scaling) : variant,
    ),
  };
}

type ScalingCall = Exclude<EndpointCall, { action: 'UpdateEndpointWeightsAndCapacities' }>;

function scaledBy(now: ScalingDraft | undefined, call: ScalingCall): ScalingDraft | undefined {
  if (call.action === 'RegisterScalableTarget') {
    const { MinCapacity: min, MaxCapacity: max, SuspendedState: state } = call.request;
    const suspended = [
      ...(state.DynamicScalingInSuspended ? (['scale in'] as const) : []),
      ...(state.DynamicScalingOutSuspended ? (['scale out'] as const) : []),
      ...(state.ScheduledScalingSuspended ? (['schedules'] as const) : []),
    ];
    return { policies: [], schedules: [], ...now, min, max, suspended };
  }
  assert.ok(now, `ObjectNotFoundException: ${call.action} before its target.`);
  const without = <T extends { readonly name: string }>(list: readonly T[], name: string): readonly T[] =>
    list.filter((each) => each.name !== name);
  switch (call.action) {
    case 'DeregisterScalableTarget':
      return undefined;
    case 'DeleteScalingPolicy': {
      const policies = without(now.policies, call.request.PolicyName);
      assert.equal(policies.length, now.policies.length - 1, 'ObjectNotFoundException');
      return { ...now, policies };
    }
    case 'DeleteScheduledAction': {
      const schedules = without(now.schedules, call.request.ScheduledActionName);
      assert.equal(schedules.length, now.schedules.length - 1, 'ObjectNotFoundException');
      return { ...now, schedules };
    }
    case 'PutScalingPolicy': {
      const { PolicyName } = call.request;
      const old = now.policies.find(({ name }) => name === PolicyName);
      const next = policyFrom(call.request);
      assert.ok(!old || typeOf(old) === typeOf(next), 'ValidationException: another type of policy');
      return { ...now, policies: [...without(now.policies, PolicyName), next] };
    }
    case 'PutScheduledAction': {
      const old = now.schedules.find(({ name }) => name === call.request.ScheduledActionName);
      const others = without(now.schedules, call.request.ScheduledActionName);
      return { ...now, schedules: [...others, scheduleFrom(call.request, old)] };
    }
  }
}

const typeOf = (policy: Policy): string =>
  policy.kind === 'kept' ? policy.type : policy.kind === 'steps' ? 'StepScaling' : 'TargetTrackingScaling';

/** Read anew, and not with our own adapter. */
function policyFrom(request: ScalingPolicyRequest): Policy {
  const { PolicyName: name, PolicyType: type } = request;
  const plain = JSON.parse(JSON.stringify(request));
  const steps = plain.StepScalingPolicyConfiguration;
  if (steps)
    return defined({
      kind: 'steps',
      name,
      adjustment: steps.AdjustmentType,
      steps: steps.StepAdjustments.map((step: Record<string, number>) =>
        defined({
          from: step['MetricIntervalLowerBound'],
          to: step['MetricIntervalUpperBound'],
          by: step['ScalingAdjustment'],
        }),
      ),
      least: steps.MinAdjustmentMagnitude,
      cooldown: steps.Cooldown,
      aggregation: steps.MetricAggregationType,
    });
  const tracking = plain.TargetTrackingScalingPolicyConfiguration;
  const custom = tracking.CustomizedMetricSpecification;
  if (custom?.Metrics)
    return {
      kind: 'kept',
      name,
      type,
      configuration: { TargetTrackingScalingPolicyConfiguration: tracking },
    };
  return defined({
    kind: 'tracking',
    name,
    metric: custom
      ? defined({
          name: custom.MetricName,
          namespace: custom.Namespace,
          dimensions: (custom.Dimensions ?? []).map((each: Record<string, string>) => ({
            name: each['Name'],
            value: each['Value'],
          })),
          statistic: custom.Statistic,
          unit: custom.Unit,
        })
      : tracking.PredefinedMetricSpecification.PredefinedMetricType,
    target: tracking.TargetValue,
    scaleIn: tracking.ScaleInCooldown,
    scaleOut: tracking.ScaleOutCooldown,
    noScaleIn: tracking.DisableScaleIn,
  });
}

/** What is not said stays, except for start and end. */
function scheduleFrom(request: ScheduledActionRequest, old: Schedule | undefined): Schedule {
  const { ScalableTargetAction: action, StartTime, EndTime } = request;
  return defined({
    name: request.ScheduledActionName,
    schedule: request.Schedule,
    zone: request.Timezone ?? old?.zone,
    start: StartTime === undefined ? undefined : Date.parse(StartTime),
    end: EndTime === undefined ? undefined : Date.parse(EndTime),
    min: action.MinCapacity,
    max: action.MaxCapacity,
  });
}

const defined = (value: object) => JSON.parse(JSON.stringify(value));

function updated(variant: VariantDraft, change: DesiredVariant | undefined): VariantDraft {
  const { DesiredWeight, DesiredInstanceCount, ServerlessUpdateConfig = {} } = change ?? {};
  const { MaxConcurrency, ProvisionedConcurrency } = ServerlessUpdateConfig;
  return {
    ...variant,
    ...(DesiredWeight === undefined ? {} : { weight: DesiredWeight }),
    ...(DesiredInstanceCount === undefined ? {} : { instances: DesiredInstanceCount }),
    ...(MaxConcurrency === undefined ? {} : { concurrency: MaxConcurrency }),
    ...(ProvisionedConcurrency === undefined ? {} : { provisioned: ProvisionedConcurrency }),
  };
}
