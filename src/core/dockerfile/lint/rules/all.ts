import type { Rule } from '../rule';
import { baseRules } from './base/baseRules';
import { buildRules } from './build/buildRules';
import { envRules } from './env/envRules';
import { generalRules } from './general/generalRules';
import { pathRules } from './paths/pathRules';
import { serveRules } from './serve/serveRules';
import { startRules } from './start/startRules';

/** Every rule, in the order of their ids: base image 1xx, paths 2xx, start 3xx, serving 4xx, ENV 5xx, build 6xx, general 7xx. */
export const rules: readonly Rule[] = [
  ...baseRules,
  ...pathRules,
  ...startRules,
  ...serveRules,
  ...envRules,
  ...buildRules,
  ...generalRules,
];
