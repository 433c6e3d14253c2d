import type { Rule } from '../../rule';
import { SM302 } from './badJson';
import { SM305 } from './entryRejects';
import { SM306 } from './entrySwallows';
import { SM301 } from './entrypointShellForm';
import { SM307 } from './init';
import { SM315 } from './multipleEntry';
import { SM303, SM304 } from './noTrainServe';
import { SM316 } from './onbuildContract';
import { SM314 } from './workdirEntry';

export const startRules: readonly Rule[] = [
  SM301,
  SM302,
  SM303,
  SM304,
  SM305,
  SM306,
  SM307,
  SM314,
  SM315,
  SM316,
];
