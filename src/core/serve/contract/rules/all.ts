import * as l10n from '@vscode/l10n';
import { Problem } from '../../../problem';
import type { ContractRule, Probe } from '../rule';
import { imageRules } from './image';
import { invocationRules } from './invocations';
import { pingRules } from './ping';
import { startRules } from './start';
import { surroundingRules } from './surroundings';

/** The hosting contract, in the order of its numbers. */
export const contractRules: readonly ContractRule[] = [
  ...startRules,
  ...pingRules,
  ...invocationRules,
  ...surroundingRules,
  ...imageRules,
].toSorted((left, right) => (left.id < right.id ? -1 : 1));

/** Those with these ids, or all; what is no rule is told. */
export function rulesOf(ids: readonly string[]): readonly ContractRule[] {
  const unknown = ids.filter((id) => !contractRules.some((rule) => rule.id === id));
  if (unknown.length > 0)
    throw new Problem(
      'bad-usage',
      l10n.t('There is no rule {0}. The rules are SC101 to {1}.', unknown.join(', '), lastId()),
    );
  return ids.length === 0 ? contractRules : contractRules.filter(({ id }) => ids.includes(id));
}

const lastId = (): string => contractRules.at(-1)?.id ?? '';

export const probesOf = (rules: readonly ContractRule[]): ReadonlySet<Probe> =>
  new Set(rules.flatMap(({ probes }) => probes));
