import type { EndpointDraft, VariantDraft } from './draft';
import type { PolicySettings } from './scaling/policyRequest';
import { scalingCalls } from './scaling/scalingCalls';
import { isSameWeight } from './shares';

/** What AWS is asked, by action. */
export type EndpointCall =
  | { readonly action: 'UpdateEndpointWeightsAndCapacities'; readonly request: WeightsAndCapacities }
  | { readonly action: 'RegisterScalableTarget'; readonly request: ScalableTargetRequest }
  | { readonly action: 'PutScalingPolicy'; readonly request: ScalingPolicyRequest }
  | {
      readonly action: 'DeleteScalingPolicy';
      readonly request: ScalingPlace & { readonly PolicyName: string };
    }
  | { readonly action: 'PutScheduledAction'; readonly request: ScheduledActionRequest }
  | {
      readonly action: 'DeleteScheduledAction';
      readonly request: ScalingPlace & { readonly ScheduledActionName: string };
    }
  | { readonly action: 'DeregisterScalableTarget'; readonly request: ScalingPlace };

/** What is not named stays as it is. */
export interface WeightsAndCapacities {
  readonly EndpointName: string;
  readonly DesiredWeightsAndCapacities: readonly DesiredVariant[];
}

export interface DesiredVariant {
  readonly VariantName: string;
  readonly DesiredWeight?: number;
  readonly DesiredInstanceCount?: number;
  readonly ServerlessUpdateConfig?: {
    readonly MaxConcurrency?: number;
    readonly ProvisionedConcurrency?: number;
  };
}

export interface ScalingPlace {
  readonly ServiceNamespace: 'sagemaker';
  readonly ResourceId: string;
  readonly ScalableDimension:
    'sagemaker:variant:DesiredInstanceCount' | 'sagemaker:variant:DesiredProvisionedConcurrency';
}

export interface ScalableTargetRequest extends ScalingPlace {
  readonly MinCapacity: number;
  readonly MaxCapacity: number;
  readonly SuspendedState: {
    readonly DynamicScalingInSuspended: boolean;
    readonly DynamicScalingOutSuspended: boolean;
    readonly ScheduledScalingSuspended: boolean;
  };
}

export type ScalingPolicyRequest = ScalingPlace & { readonly PolicyName: string } & PolicySettings;

export interface ScheduledActionRequest extends ScalingPlace {
  readonly ScheduledActionName: string;
  readonly Schedule: string;
  readonly Timezone: string;
  /** As ISO 8601 writes it. */
  readonly StartTime?: string;
  readonly EndTime?: string;
  readonly ScalableTargetAction: { readonly MinCapacity?: number; readonly MaxCapacity?: number };
}

/**
 * What AWS is asked, in this order, so that `before` becomes `after`: all weights at once; scaling that ends; the
 * capacity of one variant after the other, as AWS takes one at a time; scaling that begins or changes. Only what
 * changes is sent.
 */
export function callsBetween(
  endpoint: string,
  before: EndpointDraft,
  after: EndpointDraft,
): readonly EndpointCall[] {
  const changed = after.variants.flatMap((variant) => {
    const was = before.variants.find(({ name }) => name === variant.name);
    return was ? [{ was, variant, place: placeOf(endpoint, variant) }] : [];
  });
  const weights = changed
    .filter(({ was, variant }) => !isSameWeight(was.weight, variant.weight))
    .map(({ variant }) => ({ VariantName: variant.name, DesiredWeight: variant.weight }));
  const update = (wanted: readonly DesiredVariant[]): EndpointCall => ({
    action: 'UpdateEndpointWeightsAndCapacities',
    request: { EndpointName: endpoint, DesiredWeightsAndCapacities: wanted },
  });
  return [
    ...(weights.length > 0 ? [update(weights)] : []),
    ...changed
      .filter(({ was, variant }) => was.scaling && !variant.scaling)
      .map(({ place }): EndpointCall => ({ action: 'DeregisterScalableTarget', request: place })),
    ...changed.flatMap(({ was, variant }) => capacity(was, variant).map((each) => update([each]))),
    ...changed.flatMap(({ was, variant, place }) =>
      variant.scaling ? scalingCalls(place, was.scaling, variant.scaling) : [],
    ),
  ];
}

const placeOf = (endpoint: string, { name, concurrency }: VariantDraft): ScalingPlace => ({
  ServiceNamespace: 'sagemaker',
  ResourceId: `endpoint/${endpoint}/variant/${name}`,
  ScalableDimension:
    concurrency === undefined
      ? 'sagemaker:variant:DesiredInstanceCount'
      : 'sagemaker:variant:DesiredProvisionedConcurrency',
});

function capacity(was: VariantDraft, variant: VariantDraft): readonly DesiredVariant[] {
  const { name, instances, concurrency, provisioned } = variant;
  if (instances !== undefined && instances !== was.instances)
    return [{ VariantName: name, DesiredInstanceCount: instances }];
  const update = {
    ...(concurrency === undefined || concurrency === was.concurrency ? {} : { MaxConcurrency: concurrency }),
    ...(provisioned === undefined || provisioned === was.provisioned
      ? {}
      : { ProvisionedConcurrency: provisioned }),
  };
  return Object.keys(update).length > 0 ? [{ VariantName: name, ServerlessUpdateConfig: update }] : [];
}

/** Only these move the endpoint itself, which takes no other meanwhile. */
export const isWaitedFor = ({ action }: EndpointCall): boolean =>
  action === 'UpdateEndpointWeightsAndCapacities';
