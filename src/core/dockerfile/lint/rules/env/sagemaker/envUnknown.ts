import * as l10n from '@vscode/l10n';
import { pairsOf } from '../../../../syntax';
import type { Report } from '../../../finding';
import type { Rule } from '../../../rule';
import { meantBy } from './envTypo';
import { platformVariable, platformVariables } from '../platformVariables';

export const SM502: Rule = {
  id: 'SM502',
  name: 'env-unknown',
  severity: 'hint',
  roles: 'any',
  explanation:
    'Names that begin with SAGEMAKER_ belong to SageMaker and its toolkits. One that they do not know has no effect on them, and may get one with a later version.',
  source: 'https://github.com/aws/sagemaker-training-toolkit/blob/master/ENVIRONMENT_VARIABLES.md',
  example: {
    bad: 'ENV SAGEMAKER_SUBMIT_DIR=/opt/ml/code',
    good: 'ENV SAGEMAKER_SUBMIT_DIRECTORY=/opt/ml/code',
  },
  check: ({ named, dockerfile: { text } }) => {
    const reports: Report[] = [];
    for (const instruction of named('ENV')) {
      if (!instruction.line.text.includes('SAGEMAKER_')) continue;
      for (const pair of pairsOf(instruction)) {
        const { name } = pair;
        if (!name.startsWith('SAGEMAKER_') || platformVariable(name) || meantBy(name) !== undefined) continue;
        const { key } = pair;
        // Who uses it later knows that it is theirs.
        if (text.includes(`$${name}`, key.end) || text.includes(`\${${name}`, key.end)) continue;
        const meant = sameWords(name);
        reports.push({
          start: key.start,
          end: key.end,
          message:
            meant.length === 0
              ? l10n.t('SageMaker knows no {0}.', name)
              : l10n.t('SageMaker knows no {0}. Did you mean {1}?', name, meant.join(', ')),
          fixes: meant.map((fresh) => ({
            title: l10n.t('Rename to {0}', fresh),
            edits: [{ start: key.start, end: key.end, text: fresh }],
            preferred: false,
          })),
        });
      }
    }
    return reports;
  },
};

/** Known names that have every word of this one, perhaps written out: SUBMIT_DIR, PROG, BIND_PORT. */
function sameWords(name: string): readonly string[] {
  const words = name.split('_').slice(1).filter(Boolean);
  return [...platformVariables.keys()]
    .filter((known) => known.startsWith('SAGEMAKER_'))
    .filter((known) => {
      const parts = known.split('_').slice(1);
      return (
        parts.length <= words.length + 1 && words.every((word) => parts.some((part) => part.startsWith(word)))
      );
    })
    .slice(0, 3);
}
