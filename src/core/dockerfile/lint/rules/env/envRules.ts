import type { Rule } from '../../rule';
import { SM501 } from './envTypo';

export const envRules: readonly Rule[] = [SM501];
