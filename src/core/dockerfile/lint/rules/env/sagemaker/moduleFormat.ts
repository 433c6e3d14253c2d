import * as l10n from '@vscode/l10n';
import type { Rule } from '../../../rule';
import { valueEdit } from './value';
import { environmentOf } from '../environment';

const modules = ['SAGEMAKER_TRAINING_MODULE', 'SAGEMAKER_SERVING_MODULE'];

export const SM505: Rule = {
  id: 'SM505',
  name: 'module-format',
  severity: 'error',
  roles: 'any',
  explanation:
    'The toolkits split this value at the colon into a module and a function. Without a colon they end with a ValueError before any of your code runs.',
  source: 'https://github.com/aws/sagemaker-training-toolkit/blob/master/src/sagemaker_training/trainer.py',
  example: {
    bad: 'ENV SAGEMAKER_TRAINING_MODULE=my_package.training',
    good: 'ENV SAGEMAKER_TRAINING_MODULE=my_package.training:main',
  },
  check: function* (view) {
    for (const { pair, known, value } of modules.flatMap((name) => environmentOf(view, name))) {
      if (!known || !pair.value || value === '' || value.includes(':')) continue;
      yield {
        start: pair.value.start,
        end: pair.value.end,
        message: l10n.t('{0} must be module:function.', pair.key.raw),
        fixes: [
          {
            title: l10n.t('Add :main'),
            edits: [valueEdit(pair.value, `${value.trim()}:main`)],
            preferred: true,
          },
        ],
      };
    }
  },
};
