import type { Rule } from '../../rule';

export const baseRules: readonly Rule[] = [];
