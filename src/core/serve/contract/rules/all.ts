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

export const probesOf = (rules: readonly ContractRule[]): ReadonlySet<Probe> =>
  new Set(rules.flatMap(({ probes }) => probes));
