import * as l10n from '@vscode/l10n';
import { bindingAt, entrypointAt, labelsAt } from '../../../../build/build';
import { prebuiltImage } from '../../../../../prebuilt/prebuiltImage';
import { finalImage, type BaseImage } from '../../../image/baseImage';
import type { Related, Fix } from '../../../finding';
import { imageEdit, placeOf } from '../../../image/imageEdit';
import type { Rule } from '../../../rule';
import type { View } from '../../../view';

export const SM108: Rule = {
  id: 'SM108',
  name: 'role-vs-base',
  severity: 'warning',
  roles: 'any',
  explanation:
    'The training images of AWS have the training toolkit and no model server; the inference images have a server and no training toolkit. An image for one job on the base for the other starts only if it brings its own program.',
  source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/prebuilt-containers-extend.html',
  example: {
    bad: 'FROM public.ecr.aws/deep-learning-containers/pytorch-inference:2.6.0-cpu-py312-ubuntu22.04-sagemaker\nENV SAGEMAKER_TRAINING_MODULE=sagemaker_pytorch_container.training:main',
    good: 'FROM public.ecr.aws/deep-learning-containers/pytorch-training:2.6.0-cpu-py312-ubuntu22.04-sagemaker\nENV SAGEMAKER_TRAINING_MODULE=sagemaker_pytorch_container.training:main',
  },
  check: function* (view) {
    const image = finalImage(view);
    if (!image?.isPrebuilt) return;
    const made = /-(training|inference)(?=$|-(?:neuronx?|arm64|graviton|eia)$)/.exec(image.name);
    if (!made) return;
    const isTraining = made[1] === 'training';
    const contrary = contraryOf(view, isTraining);
    if (!contrary) return;
    const from = image.value.lastIndexOf('/') + 1 + made.index + 1;
    const to = from + (made[1] ?? '').length;
    yield {
      ...placeOf(view, image, from, to),
      message: isTraining
        ? l10n.t('This base is for training and has no model server, but the image is to serve.')
        : l10n.t('This base is for inference and has no training toolkit, but the image is to train.'),
      related: contrary.related,
      fixes: [swap(view, image, { from, to, text: isTraining ? 'inference' : 'training' })],
      // With a program of its own it may work.
      ...(entrypointAt(view.end) ? { severity: 'hint' as const } : {}),
    };
  },
};

const forServing = ['SAGEMAKER_SERVING_MODULE', 'SAGEMAKER_MULTI_MODEL'];
const forTraining = ['SAGEMAKER_TRAINING_MODULE'];

/** What says that the image has the other job; nothing where nobody says so. */
function contraryOf(view: View, isTraining: boolean): { readonly related: readonly Related[] } | undefined {
  const { role, stated, reasons } = view.role;
  if (stated) {
    const place = reasons.find((reason) => reason.place)?.place;
    const message = l10n.t('The role is stated here.');
    const isOther = role === (isTraining ? 'serve' : 'train');
    return isOther ? { related: place ? [{ ...place, message }] : [] } : undefined;
  }
  for (const name of isTraining ? forServing : forTraining) {
    const binding = bindingAt(view.end, name);
    if (binding?.origin !== 'env') continue;
    const { start, end } = binding.pair;
    return { related: [{ start, end, message: l10n.t('{0} is for the other job.', name) }] };
  }
  if (!isTraining) return undefined;
  for (const [key, { pair }] of labelsAt(view.end)) {
    if (!key.startsWith('com.amazonaws.sagemaker.capabilities.')) continue;
    return {
      related: [{ start: pair.start, end: pair.end, message: l10n.t('Only endpoints read this label.') }],
    };
  }
  return undefined;
}

function swap(view: View, image: BaseImage, change: { from: number; to: number; text: string }): Fix {
  const name = image.name.replace(/-(?:training|inference)/, `-${change.text}`);
  return {
    title: l10n.t('Use {0}', name),
    edits: [imageEdit(view, image, change)],
    preferred: image.tag !== undefined && prebuiltImage(name, image.tag) !== undefined,
  };
}
