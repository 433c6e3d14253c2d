import * as l10n from '@vscode/l10n';
import { userAt } from '../../../build/build';
import { pragmasOf } from '../../pragma/pragma';
import type { Rule } from '../../rule';

/** Other linters ask for a user; SageMaker asks for root. */
export const SM413: Rule = {
  id: 'SM413',
  name: 'nonroot',
  severity: 'warning',
  roles: ['serve', 'train', 'processing'],
  explanation:
    'AWS documents: "SageMaker AI expects all containers to run with root users." The folders below /opt/ml belong to root, and another user may not read the model or write its results. Rules of other linters that ask for a user (DL3002, CKV_DOCKER_3) do not apply here. `# sagemaker: allow-nonroot` says that it is on purpose.',
  source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html',
  example: { bad: 'USER 1000', good: 'USER root' },
  check: function* (view) {
    const user = userAt(view.end);
    if (!user?.known || user.value === '' || /^(?:root|0+)(?::|$)/.test(user.value)) return;
    if (pragmasOf(view.dockerfile).some(({ key }) => key === 'allow-nonroot')) return;
    const { role } = view.role;
    const isEndpoint = role === 'serve' || role === 'both';
    yield {
      start: user.token.start,
      end: user.token.end,
      message: isEndpoint
        ? l10n.t(
            'SageMaker expects containers to run as root: {0} may not be able to read the model.',
            user.value,
          )
        : l10n.t('The folders below /opt/ml belong to root: {0} may not be able to write there.', user.value),
      ...(isEndpoint ? {} : { severity: 'info' as const }),
      fixes: [
        {
          title: l10n.t('Run as root'),
          edits: [{ start: user.token.start, end: user.token.end, text: 'root' }],
          preferred: true,
        },
      ],
    };
  },
};
