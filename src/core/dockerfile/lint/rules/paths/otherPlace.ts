import * as l10n from '@vscode/l10n';
import { isInside } from '../../../../paths';
import { optMlPaths } from '../../optMl';
import type { Rule } from '../../rule';
import { movePath } from './places/movePath';
import { placedIn } from './places/placed';

/** The folders right below /opt/ml, of which other rules speak. */
const known = [...optMlPaths.keys()].filter((path) => path !== '/opt/ml' && path !== '/opt/ml/config');

export const SM203: Rule = {
  id: 'SM203',
  name: 'opt-ml-other',
  severity: 'info',
  roles: ['train', 'serve'],
  explanation:
    '`/opt/ml` and everything below is reserved for SageMaker, and what an image keeps there may not be visible during training. `/opt/ml/code` is the documented place for code; everything else is safe in `/opt/program`.',
  source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-dockerfile.html',
  example: { bad: 'COPY mars.R /opt/ml/mars.R', good: 'COPY mars.R /opt/program/mars.R' },
  check: function* (view) {
    for (const placed of placedIn(view)) {
      if (placed.by !== 'copy' || !isInside(placed.path, '/opt/ml')) continue;
      if (known.some((path) => isInside(placed.path, path))) continue;
      const rest = placed.path.slice('/opt/ml'.length);
      yield {
        start: placed.start,
        end: placed.end,
        message: l10n.t('/opt/ml is reserved for SageMaker; what the image has there may be hidden.'),
        ...(view.role.role === 'train' && { severity: 'warning' as const }),
        fixes: [
          ...movePath(view, placed, `/opt/program${rest}`),
          ...(rest === '' ? [] : movePath(view, placed, `/opt/ml/code${rest}`)),
        ],
      };
    }
  },
};
