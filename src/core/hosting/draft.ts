import * as l10n from '@vscode/l10n';
import type { HostedEndpoint, HostedVariant, ScalingTarget } from './endpoint';
import { isSameScaling, scalingDraft, scalingRefusal, type ScalingDraft } from './scalingDraft';
import { isSameWeight, tidyWeight } from './shares';

/** What can be changed of a living endpoint without a new configuration, as wanted. */
export interface EndpointDraft {
  readonly variants: readonly VariantDraft[];
}

export interface VariantDraft {
  readonly name: string;
  readonly weight: number;
  /** Of a variant on instances. */
  readonly instances?: number;
  /** Of a serverless variant. */
  readonly concurrency?: number;
  readonly provisioned?: number;
  /** When it scales by itself. */
  readonly scaling?: ScalingDraft;
}

export interface LiveEndpoint {
  readonly endpoint: Pick<HostedEndpoint, 'variants'>;
  /** Nothing when the user may not ask for it: then nothing of it is changed either. */
  readonly scaling: readonly ScalingTarget[] | undefined;
}

/** What was last asked for is what the next change starts from. */
export const draftOf = ({ endpoint, scaling = [] }: LiveEndpoint): EndpointDraft => ({
  variants: endpoint.variants.map((variant) =>
    variantDraft(
      variant,
      scaling.find((target) => target.variant === variant.name && target.of !== 'copies'),
    ),
  ),
});

function variantDraft(
  { name, weight, instances, serverless }: HostedVariant,
  target: ScalingTarget | undefined,
): VariantDraft {
  const concurrency = serverless?.desired ?? serverless?.current;
  const count = instances?.desired ?? instances?.current;
  return {
    name,
    // SageMaker's own default.
    weight: tidyWeight(weight.desired ?? weight.current ?? 1),
    ...(count === undefined ? {} : { instances: count }),
    ...(concurrency?.max === undefined ? {} : { concurrency: concurrency.max }),
    ...(concurrency?.provisioned === undefined ? {} : { provisioned: concurrency.provisioned }),
    ...(target ? { scaling: scalingDraft(target) } : {}),
  };
}

export const isSameDraft = (left: EndpointDraft, right: EndpointDraft): boolean =>
  left.variants.length === right.variants.length &&
  left.variants.every((variant) => {
    const other = right.variants.find(({ name }) => name === variant.name);
    return other !== undefined && fields.every((field) => isSame(variant[field], other[field]));
  });

export const fields = ['weight', 'instances', 'concurrency', 'provisioned', 'scaling'] as const;
export type DraftField = (typeof fields)[number];
export type FieldValue = number | ScalingDraft | undefined;

export function isSame(left: FieldValue, right: FieldValue): boolean {
  if (typeof left === 'number' && typeof right === 'number') return isSameWeight(left, right);
  if (typeof left === 'number' || typeof right === 'number') return false;
  return isSameScaling(left, right);
}

/** With another value of a field, or without it. */
export function withField(variant: VariantDraft, field: DraftField, value: FieldValue): VariantDraft {
  const { [field]: _, ...others } = variant;
  return { weight: variant.weight, ...others, ...(value === undefined ? {} : { [field]: value }) };
}

export interface Limits {
  readonly isAsync: boolean;
  /** Of a variant, where it is known. */
  readonly instanceType?: (variant: string) => string | undefined;
}

/** Why AWS would refuse it, or serve nobody; nothing when it may be asked for. */
export function refusal(
  { variants }: EndpointDraft,
  { isAsync, instanceType = () => undefined }: Limits,
): string | undefined {
  if (variants.every(({ weight }) => weight === 0))
    return l10n.t('No variant would get any traffic: give one of them a weight above 0.');
  for (const { name, weight, instances, concurrency, provisioned, scaling } of variants) {
    if (!Number.isFinite(weight) || weight < 0)
      return l10n.t('The weight of {0} is no number from 0 on.', name);
    if (instances !== undefined && !isWhole(instances, isAsync ? 0 : 1))
      return l10n.t('{0} needs at least 1 instance: only asynchronous endpoints can have none.', name);
    if (concurrency !== undefined && !isWhole(concurrency, 1, 200))
      return l10n.t('The concurrency of {0} is a whole number from 1 to 200.', name);
    if (provisioned !== undefined && !isWhole(provisioned, 1, concurrency ?? 200))
      return l10n.t('The provisioned concurrency of {0} is a whole number from 1 to its concurrency.', name);
    const refused = scaling && scalingRefusal(name, scaling, { isAsync, instanceType: instanceType(name) });
    if (refused !== undefined) return refused;
  }
  return undefined;
}

const isWhole = (value: number, from: number, to = Number.MAX_SAFE_INTEGER): boolean =>
  Number.isInteger(value) && value >= from && value <= to;
