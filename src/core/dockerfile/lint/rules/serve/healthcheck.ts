import * as l10n from '@vscode/l10n';
import { deleteLines } from '../../edit/lineEdits';
import type { Rule } from '../../rule';
import { modesOf } from '../../start/startCommand';

/** Other linters ask for one; for SageMaker it means nothing. */
export const SM411: Rule = {
  id: 'SM411',
  name: 'healthcheck',
  severity: 'info',
  roles: ['serve', 'train'],
  explanation:
    'SageMaker asks `GET /ping` on port 8080 for the health of an endpoint, and nothing for that of a job. It does not look at HEALTHCHECK. Rules of other linters that ask for one (DL3057, CKV_DOCKER_2) do not apply here.',
  source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html',
  example: {
    bad: 'HEALTHCHECK CMD curl -f http://localhost:8080/ping',
    good: '# nothing: SageMaker asks /ping',
  },
  check: function* (view) {
    for (const instruction of view.namedInImage('HEALTHCHECK')) {
      const given = instruction.arguments;
      if (given.kind !== 'health' || given.type.raw.toUpperCase() !== 'CMD') continue;
      const isEndpoint = modesOf(view).includes('serve');
      yield {
        start: instruction.start,
        end: instruction.end,
        message: isEndpoint
          ? l10n.t('SageMaker ignores HEALTHCHECK: it asks /ping on port 8080.')
          : l10n.t('SageMaker ignores HEALTHCHECK.'),
        fixes: [
          {
            title: l10n.t('Remove it'),
            edits: [deleteLines(view.dockerfile, instruction)],
            preferred: false,
          },
        ],
      };
    }
  },
};
