import type { Rule } from '../../rule';

export const pathRules: readonly Rule[] = [];
