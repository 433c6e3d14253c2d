import * as l10n from '@vscode/l10n';
import type { Rule } from '../../../rule';

export const SM615: Rule = {
  id: 'SM615',
  name: 'nvidia-repo-key',
  severity: 'warning',
  roles: 'any',
  explanation:
    'NVIDIA replaced the key of its package archives in April 2022. The archives are signed with 3bf863cc; with the old key 7fa2af80 alone `apt-get update` fails with a GPG error.',
  source: 'https://developer.nvidia.com/blog/updating-the-cuda-linux-gpg-repository-key/',
  example: {
    bad: 'RUN apt-key adv --fetch-keys https://developer.download.nvidia.com/compute/cuda/repos/ubuntu2004/x86_64/7fa2af80.pub',
    good: 'RUN apt-key adv --fetch-keys https://developer.download.nvidia.com/compute/cuda/repos/ubuntu2004/x86_64/3bf863cc.pub',
  },
  check: function* (view) {
    const { text } = view.dockerfile;
    if (!/7fa2af80\.pub/i.test(text) || /3bf863cc|cuda-keyring/i.test(text)) return;
    for (const instruction of [...view.named('RUN'), ...view.named('ADD')]) {
      const written = text.slice(instruction.start, instruction.end);
      for (const { index } of written.matchAll(/(?<=\/cuda\/\S*\/)7fa2af80(?=\.pub)/gi)) {
        const start = instruction.start + index;
        const end = start + '7fa2af80'.length;
        yield {
          start,
          end,
          message: l10n.t(
            'NVIDIA no longer signs its packages with this key; the new one is {0}.',
            '3bf863cc',
          ),
          fixes: [
            {
              title: l10n.t('Use {0}', '3bf863cc'),
              edits: [{ start, end, text: '3bf863cc' }],
              preferred: true,
            },
          ],
        };
      }
    }
  },
};
