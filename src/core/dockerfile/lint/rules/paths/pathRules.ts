import type { Rule } from '../../rule';
import { SM206 } from './configCase';
import { SM202 } from './modelBaked';
import { SM204 } from './modelsFolder';
import { SM207 } from './modelWrite';
import { SM203 } from './otherPlace';
import { SM205 } from './pathTypo';
import { SM208, SM209 } from './program/program';
import { SM211 } from './program/programUnset';
import { SM201 } from './reservedInput';
import { SM210 } from './program/submitDirectory';

export const pathRules: readonly Rule[] = [
  SM201,
  SM202,
  SM203,
  SM204,
  SM205,
  SM206,
  SM207,
  SM208,
  SM209,
  SM210,
  SM211,
];
