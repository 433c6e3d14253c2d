import type { Rule } from '../../rule';
import { SM302 } from './form/badJson';
import { SM305 } from './argument/entryRejects';
import { SM306 } from './argument/entrySwallows';
import { SM301 } from './form/entrypointShellForm';
import { SM307 } from './argument/init';
import { SM309, SM310 } from './file/execBit';
import { SM308 } from './file/missingFile';
import { SM311, SM312 } from './file/shebang';
import { SM313 } from './file/shebangInterpreter';
import { SM315 } from './multipleEntry';
import { SM303, SM304 } from './path/noTrainServe';
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
  SM308,
  SM309,
  SM310,
  SM311,
  SM312,
  SM313,
  SM314,
  SM315,
  SM316,
];
