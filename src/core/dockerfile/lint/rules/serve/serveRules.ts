import type { Rule } from '../../rule';
import { SM405, SM406, SM410 } from './label/bindLabel';
import { SM412 } from './expose';
import { SM411 } from './healthcheck';
import { SM408 } from './label/labelTypo';
import { SM407 } from './label/labelValue';
import { SM401, SM402 } from './listening';
import { SM413 } from './nonroot';
import { SM403, SM404 } from './routes';
import { SM414, SM417 } from './startScript';

export const serveRules: readonly Rule[] = [
  SM401,
  SM402,
  SM403,
  SM404,
  SM405,
  SM406,
  SM407,
  SM408,
  SM410,
  SM411,
  SM412,
  SM413,
  SM414,
  SM417,
];
