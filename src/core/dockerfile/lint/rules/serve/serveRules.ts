import type { Rule } from '../../rule';

export const serveRules: readonly Rule[] = [];
