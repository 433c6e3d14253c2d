import * as l10n from '@vscode/l10n';
import type { EndpointDraft, VariantDraft } from './draft';
import type { RecentTraffic } from './metrics/recentTraffic';
import type { MeasuredRps } from './panel/endpointPanel';
import { shares } from './shares';

/** What a change is held against, as far as it is known. */
export interface LoadFacts {
  readonly traffic?: RecentTraffic | undefined;
  /** What load tests found, by the name of a variant. */
  readonly measured?: Readonly<Record<string, MeasuredRps>>;
}

/** The traffic of a variant before and after a change. */
export interface VariantLoad {
  readonly name: string;
  /** Percents. */
  readonly share: Both;
  readonly instances: Both | undefined;
  /** Requests a minute; nothing when nobody knows the traffic. */
  readonly perMinute: Both | undefined;
  /** The same for each of its instances. */
  readonly perInstance: Both | undefined;
  /** What a policy keeps each instance at. */
  readonly target: number | undefined;
  /** What one instance stood in a load test, a minute. */
  readonly most: number | undefined;
}

export interface Both {
  readonly before: number;
  readonly after: number;
}

export function variantLoads(
  base: EndpointDraft,
  draft: EndpointDraft,
  { traffic, measured = {} }: LoadFacts,
): readonly VariantLoad[] {
  const before = shares(base.variants.map(({ weight }) => weight));
  const after = shares(draft.variants.map(({ weight }) => weight));
  return draft.variants.flatMap((variant, index) => {
    const was = base.variants[index];
    if (!was) return [];
    const share = { before: before[index] ?? 0, after: after[index] ?? 0 };
    const instances =
      was.instances === undefined || variant.instances === undefined
        ? undefined
        : { before: was.instances, after: instancesOf(variant) };
    const perMinute = traffic && scaled(share, traffic.perMinute / 100);
    const rps = measured[variant.name]?.rps;
    return [
      {
        name: variant.name,
        share,
        instances,
        perMinute,
        perInstance:
          perMinute && instances && instances.before > 0 && instances.after > 0
            ? { before: perMinute.before / instances.before, after: perMinute.after / instances.after }
            : undefined,
        target: targetOf(variant),
        most: rps === undefined ? undefined : rps * 60,
      },
    ];
  });
}

const scaled = ({ before, after }: Both, by: number): Both => ({ before: before * by, after: after * by });

/** New limits move the capacity at once. */
export const instancesOf = ({ instances = 0, scaling }: VariantDraft): number =>
  scaling ? Math.min(Math.max(instances, scaling.min), scaling.max) : instances;

function targetOf({ scaling }: VariantDraft): number | undefined {
  const targets = (scaling?.policies ?? []).flatMap((policy) =>
    policy.kind === 'tracking' && policy.metric === 'SageMakerVariantInvocationsPerInstance'
      ? policy.target
      : [],
  );
  return targets.length === 0 ? undefined : Math.min(...targets);
}

/** `green: 5 % → 25 % ≈ +38 requests a minute, on 1 = 63 a minute for each instance; its target is 70.` */
export function loadInWords(load: VariantLoad): string | undefined {
  const { name, share, perMinute, perInstance, instances, target } = load;
  if (!perMinute || !perInstance || !instances) return undefined;
  if (share.before === share.after && instances.before === instances.after) return undefined;
  const moved = perMinute.after - perMinute.before;
  const sign = moved >= 0 ? '+' : '−';
  const said = l10n.t(
    '{0}: {1} % → {2} % ≈ {3} requests a minute, on {4} = {5} a minute for each instance.',
    name,
    share.before,
    share.after,
    sign + rounded(Math.abs(moved)),
    instances.after,
    rounded(perInstance.after),
  );
  return target === undefined ? said : `${said} ${l10n.t('Its target is {0}.', target)}`;
}

/** Why an instance would get more than is good for it. */
export function overloadInWords({
  name,
  perInstance,
  target,
  most,
  instances,
}: VariantLoad): string | undefined {
  if (!perInstance || !instances) return undefined;
  const load = perInstance.after;
  if (most !== undefined && load > most)
    return l10n.t(
      '{0} is short of capacity: {1} a minute for each instance, and one stood {2} in a load test here. It needs {3}.',
      name,
      rounded(load),
      rounded(most),
      Math.ceil((load * instances.after) / most),
    );
  return target !== undefined && load > target
    ? l10n.t(
        '{0} gets more than its target for each instance: {1} a minute, and its target is {2}. It will grow, which takes minutes.',
        name,
        rounded(load),
        target,
      )
    : undefined;
}

/** No more digits than a mean of some minutes has. */
export const rounded = (value: number): string =>
  String(value >= 10 ? Math.round(value) : Number(value.toPrecision(2)));
