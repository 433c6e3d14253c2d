import * as l10n from '@vscode/l10n';
import { entrypointAt } from '../../../../build/build';
import type { Fix } from '../../../finding';
import { deleteLines } from '../../../edit/lineEdits';
import type { Rule } from '../../../rule';
import { baseName, isInit, skipInit } from '../../../start/program';
import { modesOf } from '../../../start/startCommand';

/** Other linters advise an init; AWS forbids this one. */
export const SM307: Rule = {
  id: 'SM307',
  name: 'tini',
  severity: 'warning',
  roles: ['train', 'serve'],
  explanation:
    'AWS documents: "You can\'t use the tini initializer as your entry point in SageMaker containers because it gets confused by the train and serve arguments." Other linters advise an init process; here the program itself should be the entry point and handle SIGTERM. `dumb-init` is known to work and is only mentioned.',
  source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-dockerfile.html',
  example: {
    bad: 'ENTRYPOINT ["tini", "--", "python", "train.py"]',
    good: 'ENTRYPOINT ["python", "train.py"]',
  },
  check: function* (view) {
    const entrypoint = entrypointAt(view.end);
    if (entrypoint?.arguments.kind !== 'json' || modesOf(view).length === 0) return;
    const { words } = entrypoint.arguments;
    const [first] = words;
    if (!first || !isInit(first.value)) return;
    const name = baseName(first.value);
    const isTini = name.startsWith('tini');
    const program =
      words[
        skipInit(
          words.map(({ value }) => value),
          1,
        )
      ];
    const fix: Fix = {
      title: l10n.t('Remove {0}', name),
      edits: program
        ? [{ start: first.start, end: program.start, text: '' }]
        : [deleteLines(view.dockerfile, entrypoint)],
      preferred: isTini && program !== undefined,
    };
    yield {
      start: first.start,
      end: first.end,
      message: isTini
        ? l10n.t('SageMaker does not support tini as the entry point: the words train and serve confuse it.')
        : l10n.t('SageMaker needs no init as the entry point: the program can get the signals itself.'),
      ...(isTini ? {} : { severity: 'info' as const }),
      fixes: [fix],
    };
  },
};
