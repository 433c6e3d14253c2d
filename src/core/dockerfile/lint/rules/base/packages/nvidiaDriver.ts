import * as l10n from '@vscode/l10n';
import { before } from '../../../../build/build';
import { withoutWord } from '../../../edit/listEdits';
import { installsOf } from '../../../image/installs';
import type { Rule } from '../../../rule';

const driver =
  /^(?:nvidia-driver(?:-.+)?|nvidia-\d{3}|nvidia-headless-.+|cuda-drivers(?:-.+)?|libnvidia-compute-.+|xserver-xorg-video-nvidia.*)$/;

export const SM116: Rule = {
  id: 'SM116',
  name: 'nvidia-driver',
  severity: 'warning',
  roles: ['train', 'serve', 'both', 'processing'],
  explanation:
    'The driver belongs to the host, and the NVIDIA runtime brings its libraries into the container. A driver inside the image hides them: the GPU is not found, or its version does not match.',
  source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-dockerfile.html',
  example: {
    bad: 'RUN apt-get install -y nvidia-driver-535 libgomp1',
    good: 'RUN apt-get install -y libgomp1',
  },
  check: function* (view) {
    for (const { manager, packages, instruction, command } of installsOf(view)) {
      const { stage } = before(view.build, instruction);
      if (manager !== 'system' || !view.isOfImage(stage)) continue;
      for (const word of packages) {
        const name = word.text.split('=')[0] ?? '';
        if (!driver.test(name)) continue;
        const at = command.words.indexOf(word);
        const edit = withoutWord(view.dockerfile, word, command.words[at - 1], command.words[at + 1]);
        yield {
          start: word.start,
          end: word.end,
          message: l10n.t('{0} is the driver of the host: an image must not bring its own.', name),
          fixes: [{ title: l10n.t('Remove {0}', name), edits: [edit], preferred: true }],
        };
      }
    }
  },
};
