import type { Rule } from '../../rule';
import { SM301 } from './entrypointShellForm';
import { SM302 } from './badJson';

export const startRules: readonly Rule[] = [SM301, SM302];
