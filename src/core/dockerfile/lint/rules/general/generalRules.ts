import type { Rule } from '../../rule';
import { SM714 } from './addCopy';
import { SM716 } from './aptForScripts';
import { SM712, SM713 } from './expose';
import { SM721 } from './instructionCasing';
import { SM703 } from './refused/arguments';
import { SM702 } from './refused/flags';
import { SM704 } from './refused/heredocs';
import { SM705, SM706, SM707, SM708 } from './refused/structure';
import { SM701 } from './refused/unknownInstruction';
import { SM715 } from './stages/copyFrom';
import { SM723 } from './stages/imageReference';
import { SM718, SM719, SM720 } from './stages/stageNames';
import { SM722 } from './stopSignal';
import { SM724, SM725 } from './variables/fromArgument';
import { SM726 } from './variables/undefinedVariable';
import { SM711, SM717 } from './workdirRelative';

/** What Docker refuses or misunderstands in any Dockerfile. */
export const generalRules: readonly Rule[] = [
  SM701,
  SM702,
  SM703,
  SM704,
  SM705,
  SM706,
  SM707,
  SM708,
  SM711,
  SM712,
  SM713,
  SM714,
  SM715,
  SM716,
  SM717,
  SM718,
  SM719,
  SM720,
  SM721,
  SM722,
  SM723,
  SM724,
  SM725,
  SM726,
];
