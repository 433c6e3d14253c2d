import type { EndpointDraft, VariantDraft } from './draft';
import { isSameWeight } from './shares';

/** UpdateEndpointWeightsAndCapacities. What is not named stays as it is. */
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

/**
 * What AWS is asked, in this order, so that `before` becomes `after`: all weights at once, then the capacity of one
 * variant after the other, as AWS takes one at a time. Only what changes is sent.
 */
export function callsBetween(
  endpoint: string,
  before: EndpointDraft,
  after: EndpointDraft,
): readonly WeightsAndCapacities[] {
  const changed = after.variants.flatMap((variant) => {
    const was = before.variants.find(({ name }) => name === variant.name);
    return was ? [{ was, variant }] : [];
  });
  const weights = changed
    .filter(({ was, variant }) => !isSameWeight(was.weight, variant.weight))
    .map(({ variant }) => ({ VariantName: variant.name, DesiredWeight: variant.weight }));
  const capacities = changed.flatMap(({ was, variant }) => capacity(was, variant));
  return [...(weights.length > 0 ? [weights] : []), ...capacities.map((each) => [each])].map((wanted) => ({
    EndpointName: endpoint,
    DesiredWeightsAndCapacities: wanted,
  }));
}

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

/** What an endpoint is after a call, for one that AWS has carried out. */
export function applyCall(draft: EndpointDraft, call: WeightsAndCapacities): EndpointDraft {
  const wanted = new Map(call.DesiredWeightsAndCapacities.map((each) => [each.VariantName, each]));
  return {
    variants: draft.variants.map((variant) => {
      const change = wanted.get(variant.name);
      if (!change) return variant;
      const { DesiredWeight, DesiredInstanceCount, ServerlessUpdateConfig = {} } = change;
      const { MaxConcurrency, ProvisionedConcurrency } = ServerlessUpdateConfig;
      return {
        ...variant,
        ...(DesiredWeight === undefined ? {} : { weight: DesiredWeight }),
        ...(DesiredInstanceCount === undefined ? {} : { instances: DesiredInstanceCount }),
        ...(MaxConcurrency === undefined ? {} : { concurrency: MaxConcurrency }),
        ...(ProvisionedConcurrency === undefined ? {} : { provisioned: ProvisionedConcurrency }),
      };
    }),
  };
}
