import * as l10n from '@vscode/l10n';
import type { EndpointFile, Variant } from '../endpoint/file/endpointFile';
import { metricOf } from '../endpoint/file/makeCapacity';
import { callsBetween, type EndpointCall } from './calls';
import { draftOf, type EndpointDraft, type VariantDraft } from './draft';
import type { EndpointDetails } from './endpointDetails';
import { consolePolicy, trackedMetrics, type TrackingDraft } from './scaling/policy';
import { replaced } from './scaling/scalingMerge';
import type { ScalingDraft } from './scalingDraft';
import { isSameWeight } from './shares';

/** What an endpoint file wants of an endpoint that lives. */
export interface EndpointPlan {
  readonly before: EndpointDraft;
  readonly after: EndpointDraft;
  readonly calls: readonly EndpointCall[];
  /** Differences that no call to the living endpoint mends: they need a new configuration. */
  readonly beyond: readonly string[];
}

/** What the file does not say, such as scaling, stays as it is. Images and models are not compared. */
export function planEndpoint(file: EndpointFile, details: EndpointDetails): EndpointPlan {
  const before = draftOf(details);
  const split = sameSplit(file, before);
  const after: EndpointDraft = {
    variants: before.variants.map((variant) => {
      const wanted = file.variants.find(({ name }) => name === variant.name);
      return wanted ? wantedVariant({ file, wanted, split }, variant) : variant;
    }),
  };
  return {
    before,
    after,
    calls: callsBetween(details.endpoint.name, before, after),
    beyond: beyond(file, details),
  };
}

/** 9 to 1 is 0.9 to 0.1: then the scale of the endpoint stays. */
function sameSplit({ variants }: EndpointFile, live: EndpointDraft): boolean {
  const sum = (weights: readonly number[]): number => weights.reduce((total, each) => total + each, 0);
  const [wanted, now] = [
    sum(variants.map(({ weight }) => weight)),
    sum(live.variants.map(({ weight }) => weight)),
  ];
  return live.variants.every((variant) => {
    const other = variants.find(({ name }) => name === variant.name);
    return other !== undefined && isSameWeight(other.weight / wanted, variant.weight / now);
  });
}

interface Wish {
  readonly file: EndpointFile;
  readonly wanted: Variant;
  /** The traffic is split as it is to be. */
  readonly split: boolean;
}

function wantedVariant({ file, wanted, split }: Wish, live: VariantDraft): VariantDraft {
  const scaling = wantedScaling(file, wanted, live.scaling);
  const { serverless } = wanted;
  return {
    ...live,
    weight: split ? live.weight : wanted.weight,
    // Whoever scales a variant by itself decides how many instances it has.
    ...(live.instances === undefined || serverless || scaling ? {} : { instances: wanted.instances }),
    ...(serverless && live.concurrency !== undefined
      ? {
          concurrency: serverless.concurrency,
          ...(serverless.provisioned === undefined || scaling ? {} : { provisioned: serverless.provisioned }),
        }
      : {}),
    ...(scaling ? { scaling } : {}),
  };
}

function wantedScaling(
  file: EndpointFile,
  variant: Variant,
  live: ScalingDraft | undefined,
): ScalingDraft | undefined {
  const { scaling } = variant;
  if (!scaling) return live;
  const { min, max, target, scaleInCooldown, scaleOutCooldown } = scaling;
  const wanted = metricOf(file, variant);
  const metric = trackedMetrics.find((each) => each === wanted) ?? backlog(file.name ?? '', wanted);
  const followed = trackingIn(live?.policies ?? []);
  const policy: TrackingDraft = {
    kind: 'tracking',
    name: followed?.name ?? consolePolicy,
    metric,
    target,
    ...(scaleInCooldown === undefined ? {} : { scaleIn: scaleInCooldown }),
    ...(scaleOutCooldown === undefined ? {} : { scaleOut: scaleOutCooldown }),
    ...(followed?.noScaleIn === undefined ? {} : { noScaleIn: followed.noScaleIn }),
  };
  return {
    min,
    max,
    suspended: live?.suspended ?? [],
    policies: replaced(live?.policies ?? [], policy.name, policy),
    schedules: live?.schedules ?? [],
  };
}

/** The backlog has no predefined metric; CloudWatch knows it by the endpoint alone. */
const backlog = (endpoint: string, name: string): TrackingDraft['metric'] => ({
  name,
  namespace: 'AWS/SageMaker',
  dimensions: [{ name: 'EndpointName', value: endpoint }],
  statistic: 'Average',
});

/** A file has one policy: it means the console's, or the only one of its kind. */
function trackingIn(policies: ScalingDraft['policies']): TrackingDraft | undefined {
  const tracking = policies.filter((policy) => policy.kind === 'tracking');
  return (
    tracking.find(({ name }) => name === consolePolicy) ?? (tracking.length === 1 ? tracking[0] : undefined)
  );
}

function beyond(file: EndpointFile, { endpoint, config }: EndpointDetails): readonly string[] {
  const known = new Set(endpoint.variants.map(({ name }) => name));
  const wanted = new Map(file.variants.map((variant) => [variant.name, variant]));
  return [
    ...file.variants.flatMap(({ name }) =>
      known.has(name) ? [] : [l10n.t('{0} is in the file, and no variant of the endpoint.', name)],
    ),
    ...endpoint.variants.flatMap(({ name, serverless }) => {
      const variant = wanted.get(name);
      if (!variant) return [l10n.t('{0} is a variant of the endpoint, and not in the file.', name)];
      if ((variant.serverless === undefined) !== (serverless === undefined))
        return [l10n.t('{0} is serverless on one side only.', name)];
      const memory = serverless?.current?.memory;
      if (variant.serverless && memory !== undefined && memory !== variant.serverless.memory)
        return [l10n.t('{0} has {1} MB, and {2} in the file.', name, memory, variant.serverless.memory)];
      const type = config?.variants.find((each) => each.name === name)?.instanceType;
      return type === undefined || variant.instanceType === undefined || type === variant.instanceType
        ? []
        : [l10n.t('{0} runs on {1}, and on {2} in the file.', name, type, variant.instanceType)];
    }),
  ];
}
