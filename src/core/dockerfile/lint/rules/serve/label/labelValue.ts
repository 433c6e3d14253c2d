import * as l10n from '@vscode/l10n';
import type { Rule } from '../../../rule';
import { capabilityNames, capabilityOf } from './capabilities';

export const SM407: Rule = {
  id: 'SM407',
  name: 'label-value',
  severity: 'error',
  roles: ['serve'],
  explanation:
    'SageMaker reads its capability labels only with the value `true`; any other value is ignored.',
  source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/inference-pipeline-real-time.html',
  example: {
    bad: 'LABEL com.amazonaws.sagemaker.capabilities.multi-models=yes',
    good: 'LABEL com.amazonaws.sagemaker.capabilities.multi-models=true',
  },
  check: function* (view) {
    for (const name of capabilityNames) {
      const label = capabilityOf(view, name);
      // `false` is a way to say no.
      if (!label?.known || /^\s*(?:true|false)\s*$/i.test(label.value)) continue;
      const { key, value } = label.pair;
      const place = value ?? key;
      const edit = value
        ? { start: value.start, end: value.end, text: 'true' }
        : { start: key.end, end: key.end, text: '=true' };
      yield {
        start: place.start,
        end: place.end,
        message: l10n.t('SageMaker ignores this label: only the value true counts.'),
        fixes: [{ title: l10n.t('Write true'), edits: [edit], preferred: true }],
      };
    }
  },
};
