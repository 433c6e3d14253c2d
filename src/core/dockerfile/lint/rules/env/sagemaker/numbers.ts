// Values that a toolkit gives to int().
import * as l10n from '@vscode/l10n';
import type { Report } from '../../../finding';
import type { Rule } from '../../../rule';
import type { View } from '../../../view';
import { environmentOf } from '../environment';
import { valueEdit } from './value';

const levels: ReadonlyMap<string, string> = new Map([
  ['debug', '10'],
  ['info', '20'],
  ['warn', '30'],
  ['warning', '30'],
  ['error', '40'],
  ['critical', '50'],
  ['fatal', '50'],
]);

/** By name, the value to offer. */
const limits: ReadonlyMap<string, string> = new Map([
  ['SAGEMAKER_MODEL_SERVER_TIMEOUT', '60'],
  ['SAGEMAKER_MODEL_SERVER_TIMEOUT_SECONDS', '60'],
  ['SAGEMAKER_MODEL_SERVER_WORKERS', '1'],
  ['SAGEMAKER_STARTUP_TIMEOUT', '600'],
]);

export const SM508: Rule = {
  id: 'SM508',
  name: 'log-level',
  severity: 'warning',
  roles: 'any',
  explanation:
    'The toolkits read the log level as a number, as the logging module of Python counts: 10 debug, 20 info, 30 warning, 40 error. A word ends with a ValueError at start.',
  source: 'https://docs.python.org/3/library/logging.html#logging-levels',
  example: { bad: 'ENV SAGEMAKER_CONTAINER_LOG_LEVEL=INFO', good: 'ENV SAGEMAKER_CONTAINER_LOG_LEVEL=20' },
  check: (view) =>
    notNumbers(
      view,
      ['SAGEMAKER_CONTAINER_LOG_LEVEL'],
      (_, value) => levels.get(value.trim().toLowerCase()) ?? '20',
    ),
};

export const SM509: Rule = {
  id: 'SM509',
  name: 'timeouts',
  severity: 'warning',
  roles: 'any',
  explanation:
    'The inference toolkit reads timeouts (in seconds) and the number of workers as whole numbers. Anything else ends with a ValueError at start.',
  source:
    'https://github.com/aws/sagemaker-inference-toolkit/blob/master/src/sagemaker_inference/environment.py',
  example: { bad: 'ENV SAGEMAKER_MODEL_SERVER_TIMEOUT=60s', good: 'ENV SAGEMAKER_MODEL_SERVER_TIMEOUT=60' },
  check: (view) =>
    notNumbers(
      view,
      [...limits.keys()],
      (name, value) => /^\s*(\d+)\s*(?:s|secs?|seconds?)?\s*$/.exec(value)?.[1] ?? limits.get(name) ?? '60',
    ),
};

function* notNumbers(
  view: View,
  names: readonly string[],
  better: (name: string, value: string) => string,
): Generator<Report> {
  for (const { pair, known, value } of names.flatMap((name) => environmentOf(view, name))) {
    if (!known || !pair.value || /^\s*[+-]?\d+\s*$/.test(value)) continue;
    const name = pair.key.raw;
    const fresh = better(name, value);
    const { start, end } = pair.value.raw === '' ? pair : pair.value;
    yield {
      start,
      end,
      message: l10n.t('{0} must be a whole number.', name),
      fixes: [{ title: l10n.t('Use {0}', fresh), edits: [valueEdit(pair.value, fresh)], preferred: true }],
    };
  }
}
