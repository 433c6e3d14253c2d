import * as l10n from '@vscode/l10n';
import { isInside } from '../../../../paths';
import type { Rule } from '../../rule';
import { movePath } from './places/movePath';
import { placedIn } from './places/placed';

export const SM202: Rule = {
  id: 'SM202',
  name: 'model-baked',
  severity: 'warning',
  roles: ['train', 'serve'],
  explanation:
    'A training job finds `/opt/ml/model` empty: what the image has there is hidden. An endpoint finds the model that CreateModel names there, read-only, in place of what the image has. A model that belongs to the image goes to another folder.',
  source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html',
  example: {
    bad: 'COPY model.joblib /opt/ml/model/',
    good: 'COPY model.joblib /opt/program/model/',
  },
  check: function* (view) {
    const onlyTrains = view.role.role === 'train';
    for (const placed of placedIn(view)) {
      if (placed.by === 'mkdir' || !isInside(placed.path, '/opt/ml/model')) continue;
      yield {
        start: placed.start,
        end: placed.end,
        message: onlyTrains
          ? l10n.t('A training job starts with an empty /opt/ml/model: what the image has there is hidden.')
          : l10n.t('SageMaker puts its own /opt/ml/model in place of this one when the model has data.'),
        ...(onlyTrains && { severity: 'error' as const }),
        fixes: movePath(view, placed, placed.path.replace('/opt/ml/', '/opt/program/')),
      };
    }
  },
};
