import * as l10n from '@vscode/l10n';
import { pairsOf } from '../../../syntax';
import type { Rule } from '../../rule';

export const SM316: Rule = {
  id: 'SM316',
  name: 'onbuild-contract',
  severity: 'info',
  roles: ['train', 'serve'],
  explanation:
    'ONBUILD does nothing in this image: its instruction waits for another Dockerfile that is FROM this one. SageMaker does not see the ENTRYPOINT or the variable.',
  source: 'https://docs.docker.com/reference/dockerfile/#onbuild',
  example: {
    bad: 'ONBUILD ENTRYPOINT ["python", "train.py"]',
    good: 'ENTRYPOINT ["python", "train.py"]',
  },
  check: function* ({ build }) {
    for (const instruction of build.target?.stage.instructions ?? []) {
      if (instruction.arguments.kind !== 'trigger') continue;
      const { instruction: held } = instruction.arguments;
      const isOurs =
        held.name === 'ENTRYPOINT' ||
        (held.name === 'ENV' && pairsOf(held).some(({ name }) => name.startsWith('SAGEMAKER_')));
      if (!isOurs) continue;
      yield {
        start: instruction.keyword.start,
        end: instruction.keyword.end,
        message: l10n.t('ONBUILD does nothing in this image, only in images that are FROM it.'),
        // Beside another ENTRYPOINT it would win or lose by its place.
        fixes: build.target?.stage.instructions.some(
          ({ name }) => name === held.name && name === 'ENTRYPOINT',
        )
          ? []
          : [
              {
                title: l10n.t('Remove ONBUILD'),
                edits: [{ start: instruction.keyword.start, end: held.start, text: '' }],
                preferred: false,
              },
            ],
      };
    }
  },
};
