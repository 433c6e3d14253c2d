import * as l10n from '@vscode/l10n';
import { before, entrypointAt, shellAt } from '../../../../build/build';
import { takesScript } from '../../../../shell/dialect';
import { toExecForm } from '../../../edit/execForm';
import type { Rule } from '../../../rule';

export const SM301: Rule = {
  id: 'SM301',
  name: 'entrypoint-shell-form',
  severity: 'error',
  roles: ['train', 'serve', 'processing'],
  explanation:
    'Docker runs a shell form as `/bin/sh -c "…"`. The shell takes the word `train` or `serve` for itself, so the program never sees it, and it passes no signals on: when SageMaker stops a job or an endpoint scales in, the program is killed without having saved anything. SageMaker asks for the exec form, a JSON array.',
  source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-dockerfile.html',
  example: { bad: 'ENTRYPOINT python train.py', good: 'ENTRYPOINT ["python", "train.py"]' },
  check: function* (view) {
    const entrypoint = entrypointAt(view.end);
    const given = entrypoint?.arguments;
    // What was meant as JSON is told by SM302.
    if (!entrypoint || given?.kind !== 'shell' || given.notJson) return;
    if (!takesScript(shellAt(before(view.build, entrypoint)))) return;
    const edits = toExecForm(view, entrypoint);
    const isJob = view.role.role === 'processing';
    yield {
      start: given.body.start,
      end: given.body.end,
      message: isJob
        ? l10n.t('A shell form passes neither arguments nor signals to the program. Use the exec form.')
        : l10n.t(
            'The shell form drops the word {0} that SageMaker adds, and passes no signals. Use the exec form.',
            view.role.role === 'serve' ? 'serve' : 'train',
          ),
      ...(isJob ? { severity: 'warning' as const } : {}),
      fixes: edits ? [{ title: l10n.t('Use the exec form'), edits, preferred: true }] : [],
    };
  },
};
