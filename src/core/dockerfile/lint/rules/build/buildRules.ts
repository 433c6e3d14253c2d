import type { Rule } from '../../rule';
import { SM601 } from './pipRedirect';

export const buildRules: readonly Rule[] = [SM601];
