import * as l10n from '@vscode/l10n';
import type { HostedEndpoint, HostedVariant } from './endpoint';
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
}

/** What was last asked for is what the next change starts from. */
export const draftOf = ({ variants }: Pick<HostedEndpoint, 'variants'>): EndpointDraft => ({
  variants: variants.map(variantDraft),
});

function variantDraft({ name, weight, instances, serverless }: HostedVariant): VariantDraft {
  const concurrency = serverless?.desired ?? serverless?.current;
  const count = instances?.desired ?? instances?.current;
  return {
    name,
    // SageMaker's own default.
    weight: tidyWeight(weight.desired ?? weight.current ?? 1),
    ...(count === undefined ? {} : { instances: count }),
    ...(concurrency?.max === undefined ? {} : { concurrency: concurrency.max }),
    ...(concurrency?.provisioned === undefined ? {} : { provisioned: concurrency.provisioned }),
  };
}

export const isSameDraft = (left: EndpointDraft, right: EndpointDraft): boolean =>
  left.variants.length === right.variants.length &&
  left.variants.every((variant) => {
    const other = right.variants.find(({ name }) => name === variant.name);
    return other !== undefined && fields.every((field) => isSame(variant[field], other[field]));
  });

export const fields = ['weight', 'instances', 'concurrency', 'provisioned'] as const;
export type DraftField = (typeof fields)[number];

export function isSame(left: number | undefined, right: number | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return isSameWeight(left, right);
}

/** Why AWS would refuse it, or serve nobody; nothing when it may be asked for. */
export function refusal({ variants }: EndpointDraft, isAsync: boolean): string | undefined {
  if (variants.every(({ weight }) => weight === 0))
    return l10n.t('No variant would get any traffic: give one of them a weight above 0.');
  for (const { name, weight, instances, concurrency, provisioned } of variants) {
    if (!Number.isFinite(weight) || weight < 0)
      return l10n.t('The weight of {0} is no number from 0 on.', name);
    if (instances !== undefined && !isWhole(instances, isAsync ? 0 : 1))
      return l10n.t('{0} needs at least 1 instance: only asynchronous endpoints can have none.', name);
    if (concurrency !== undefined && !isWhole(concurrency, 1, 200))
      return l10n.t('The concurrency of {0} is a whole number from 1 to 200.', name);
    if (provisioned !== undefined && !isWhole(provisioned, 1, concurrency ?? 200))
      return l10n.t('The provisioned concurrency of {0} is a whole number from 1 to its concurrency.', name);
  }
  return undefined;
}

const isWhole = (value: number, from: number, to = Number.MAX_SAFE_INTEGER): boolean =>
  Number.isInteger(value) && value >= from && value <= to;
