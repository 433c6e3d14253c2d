import * as l10n from '@vscode/l10n';
import { exposedAt } from '../../../build/build';
import type { Rule } from '../../rule';

/** Only the ports that frameworks have by default: those of model servers behind 8080 are right. */
const defaults: ReadonlySet<string> = new Set(['80', '3000', '5000', '8000', '8888']);

export const SM412: Rule = {
  id: 'SM412',
  name: 'expose',
  severity: 'hint',
  roles: ['serve'],
  explanation:
    'SageMaker sends requests to port 8080. EXPOSE itself has no effect there, but tells a reader something else.',
  source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html',
  example: { bad: 'EXPOSE 5000', good: 'EXPOSE 8080' },
  check: function* (view) {
    const [port, ...others] = exposedAt(view.end);
    if (!port?.known || others.length > 0 || !defaults.has(port.value.replace(/\/tcp$/i, ''))) return;
    yield {
      start: port.token.start,
      end: port.token.end,
      message: l10n.t('SageMaker sends its requests to port 8080.'),
      fixes: [
        {
          title: l10n.t('Expose 8080'),
          edits: [{ start: port.token.start, end: port.token.end, text: '8080' }],
          preferred: false,
        },
      ],
    };
  },
};
