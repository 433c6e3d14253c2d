import type { DesiredVariant, EndpointCall } from '../../../src/core/hosting/calls';
import type { EndpointDraft, VariantDraft } from '../../../src/core/hosting/draft';
import { withField } from '../../../src/core/hosting/draft';
import type { ScalingDraft } from '../../../src/core/hosting/scalingDraft';

/** What AWS documents that it does with a call: a model to hold ours against. */
export function carriedOut(draft: EndpointDraft, { action, request }: EndpointCall): EndpointDraft {
  if (action === 'UpdateEndpointWeightsAndCapacities') {
    const wanted = new Map(request.DesiredWeightsAndCapacities.map((each) => [each.VariantName, each]));
    return { variants: draft.variants.map((variant) => updated(variant, wanted.get(variant.name))) };
  }
  const name = request.ResourceId.split('/').at(-1);
  const change = (scaling: ScalingDraft | undefined): EndpointDraft => ({
    variants: draft.variants.map((variant) =>
      variant.name === name ? withField(variant, 'scaling', scaling) : variant,
    ),
  });
  const now = draft.variants.find((variant) => variant.name === name)?.scaling;
  if (action === 'DeregisterScalableTarget') return change(undefined);
  if (action === 'RegisterScalableTarget') {
    const { MinCapacity: min, MaxCapacity: max, SuspendedState: state } = request;
    const suspended = [
      ...(state.DynamicScalingInSuspended ? (['scale in'] as const) : []),
      ...(state.DynamicScalingOutSuspended ? (['scale out'] as const) : []),
      ...(state.ScheduledScalingSuspended ? (['schedules'] as const) : []),
    ];
    return change({ ...now, min, max, suspended });
  }
  if (!now) throw new Error('ObjectNotFoundException: a policy before its target.');
  const { policy: _, ...others } = now;
  if (action === 'DeleteScalingPolicy') return change(others);
  const { TargetValue, PredefinedMetricSpecification, ScaleInCooldown, ScaleOutCooldown } =
    request.TargetTrackingScalingPolicyConfiguration;
  return change({
    ...others,
    policy: {
      name: request.PolicyName,
      metric: PredefinedMetricSpecification.PredefinedMetricType,
      target: TargetValue,
      ...(ScaleInCooldown === undefined ? {} : { scaleIn: ScaleInCooldown }),
      ...(ScaleOutCooldown === undefined ? {} : { scaleOut: ScaleOutCooldown }),
    },
  });
}

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
