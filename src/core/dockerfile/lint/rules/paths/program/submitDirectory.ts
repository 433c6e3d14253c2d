import * as l10n from '@vscode/l10n';
import { isInside } from '../../../../../paths';
import { bindingAt, environmentAt } from '../../../../build/build';
import type { Rule } from '../../../rule';
import type { View } from '../../../view';
import { placedIn } from '../places/placed';

export const SM210: Rule = {
  id: 'SM210',
  name: 'submit-dir',
  severity: 'info',
  roles: ['train'],
  explanation:
    'An image that extends a training container of AWS tells the toolkit two things: the script, in `SAGEMAKER_PROGRAM`, and its folder, in `SAGEMAKER_SUBMIT_DIRECTORY`.',
  source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/prebuilt-containers-extend.html',
  example: {
    bad: 'FROM 763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.3.0-gpu-py311\nCOPY train.py /opt/ml/code/\nENV SAGEMAKER_PROGRAM=train.py',
    good: 'FROM 763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.3.0-gpu-py311\nCOPY train.py /opt/ml/code/\nENV SAGEMAKER_PROGRAM=train.py\nENV SAGEMAKER_SUBMIT_DIRECTORY=/opt/ml/code',
  },
  check: function* (view) {
    if (!view.dockerfile.text.includes('SAGEMAKER_PROGRAM')) return;
    const program = environmentAt(view.end).get('SAGEMAKER_PROGRAM');
    if (program === undefined || !program.known || bindingAt(view.end, 'SAGEMAKER_SUBMIT_DIRECTORY')) return;
    if (!isExtended(view) || !placedIn(view).some(({ path }) => isInside(path, '/opt/ml/code'))) return;
    const { instruction, pair } = program;
    const at = instruction.end;
    const { newline } = view.dockerfile;
    yield {
      start: pair.key.start,
      end: pair.key.end,
      message: l10n.t('The documented way also sets SAGEMAKER_SUBMIT_DIRECTORY, the folder of this script.'),
      fixes: [
        {
          title: l10n.t('Set SAGEMAKER_SUBMIT_DIRECTORY'),
          edits: [{ start: at, end: at, text: `${newline}ENV SAGEMAKER_SUBMIT_DIRECTORY=/opt/ml/code` }],
          preferred: true,
        },
      ],
    };
  },
};

function isExtended({ chain: [lowest] }: View): boolean {
  const root = lowest?.root;
  return root?.kind === 'image' && /(?:-training|\/sagemaker-[\w-]+)(?::|@|$)/.test(root.reference.value);
}
