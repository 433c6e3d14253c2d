import type { Rule } from '../../rule';
import { SM412 } from './expose';
import { SM411 } from './healthcheck';
import { SM408 } from './labelTypo';
import { SM407 } from './labelValue';
import { SM401, SM402 } from './listening';
import { SM413 } from './nonroot';

export const serveRules: readonly Rule[] = [SM401, SM402, SM407, SM408, SM411, SM412, SM413];
