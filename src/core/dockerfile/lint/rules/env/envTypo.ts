import * as l10n from '@vscode/l10n';
import { pairsOf } from '../../../syntax';
import { nearest } from '../../nearest';
import type { Rule } from '../../rule';
import { platformVariables } from './platformVariables';

export const SM501: Rule = {
  id: 'SM501',
  name: 'env-typo',
  severity: 'warning',
  roles: 'any',
  explanation:
    'The SageMaker toolkits read environment variables by their exact names. A name that is one or two letters off is read by nobody, and nobody complains: the program is not found, the setting has no effect.',
  source: 'https://github.com/aws/sagemaker-training-toolkit/blob/master/ENVIRONMENT_VARIABLES.md',
  example: { bad: 'ENV SAGEMAKER_PROGRAMM=train.py', good: 'ENV SAGEMAKER_PROGRAM=train.py' },
  check: function* ({ instructions }) {
    for (const instruction of instructions) {
      if (instruction.name !== 'ENV' && instruction.name !== 'ARG') continue;
      for (const { key } of pairsOf(instruction)) {
        if (!/^S\w+_/.test(key.raw) || platformVariables.has(key.raw)) continue;
        const meant = nearest(key.raw, platformVariables.keys(), 2);
        if (meant === undefined) continue;
        yield {
          start: key.start,
          end: key.end,
          message: l10n.t('SageMaker knows no {0}. Did you mean {1}?', key.raw, meant),
          fixes: [
            {
              title: l10n.t('Rename to {0}', meant),
              edits: [{ start: key.start, end: key.end, text: meant }],
              preferred: true,
            },
          ],
        };
      }
    }
  },
};
