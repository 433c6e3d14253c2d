import type { Rule } from '../../rule';

export const startRules: readonly Rule[] = [];
