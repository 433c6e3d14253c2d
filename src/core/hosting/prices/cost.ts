import * as l10n from '@vscode/l10n';
import type { EndpointDraft, VariantDraft } from '../draft';
import { instancesOf, type Both } from '../load';
import type { PriceList } from './priceList';

/** What a variant costs an hour. */
export type Cost =
  | { readonly kind: 'known'; readonly perHour: number }
  /** Serverless: by what it is used. */
  | { readonly kind: 'use' }
  /** Nobody knows the type, or the list has no price for it. */
  | { readonly kind: 'unknown' };

function variantCost(
  variant: VariantDraft,
  instanceType: string | undefined,
  list: PriceList | undefined,
): Cost {
  if (variant.concurrency !== undefined) return { kind: 'use' };
  const price = instanceType === undefined ? undefined : list?.hourly[instanceType];
  return price === undefined || variant.instances === undefined
    ? { kind: 'unknown' }
    : { kind: 'known', perHour: price * instancesOf(variant) };
}

export interface CostChange {
  /** Of those that run all the time. */
  readonly perHour: Both | undefined;
  /** The names of those whose price nobody knows. */
  readonly unknown: readonly string[];
  readonly hasUse: boolean;
}

export function costChange(
  base: EndpointDraft,
  draft: EndpointDraft,
  {
    list,
    typeOf,
  }: {
    readonly list: PriceList | undefined;
    readonly typeOf: (variant: string) => string | undefined;
  },
): CostChange {
  const costs = ({ variants }: EndpointDraft) =>
    variants.map((variant) => ({
      name: variant.name,
      cost: variantCost(variant, typeOf(variant.name), list),
    }));
  const [before, after] = [costs(base), costs(draft)];
  const all = [...before, ...after];
  const unknown = [...new Set(all.filter(({ cost }) => cost.kind === 'unknown').map(({ name }) => name))];
  const sum = (of: typeof before): number =>
    of.reduce((total, { cost }) => total + (cost.kind === 'known' ? cost.perHour : 0), 0);
  const isKnown = unknown.length === 0 && all.some(({ cost }) => cost.kind === 'known');
  return {
    perHour: isKnown ? { before: sum(before), after: sum(after) } : undefined,
    unknown,
    hasUse: all.some(({ cost }) => cost.kind === 'use'),
  };
}

/** Hours of a month, as AWS counts them. */
const month = 730;

/** `$0.46/h → $0.69/h (us-east-1 list, 12 Nov 2026)`. Never a number that nobody published. */
export function costInWords({ perHour, unknown, hasUse }: CostChange, list: PriceList | undefined): string {
  if (!perHour)
    return hasUse && unknown.length === 0
      ? l10n.t('Serverless: billed by use.')
      : l10n.t('Price unknown: {0}', unknown.join(', '));
  const { before, after } = perHour;
  const where = l10n.t('({0} list, {1})', list?.region ?? '', dateOf(list?.published ?? ''));
  const said =
    Math.abs(after - before) < 5e-5
      ? l10n.t('{0} an hour {1}', dollars(after), where)
      : l10n.t(
          '{0} → {1} an hour, {2} a month {3}',
          dollars(before),
          dollars(after),
          `${after > before ? '+' : '−'}${dollars(Math.abs(after - before) * month)}`,
          where,
        );
  return hasUse ? `${said} ${l10n.t('What is serverless is billed by use.')}` : said;
}

const dollars = (amount: number): string =>
  `$${amount >= 100 ? amount.toFixed(0) : amount >= 1 ? amount.toFixed(2) : amount.toFixed(3)}`;

const dateOf = (published: string): string => published.slice(0, 10);
