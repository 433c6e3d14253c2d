import type { Rule } from '../../rule';
import { SM301 } from './entrypointShellForm';
import { SM302 } from './badJson';
import { SM303, SM304 } from './noTrainServe';

export const startRules: readonly Rule[] = [SM301, SM302, SM303, SM304];
