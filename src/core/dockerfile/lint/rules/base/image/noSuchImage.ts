import * as l10n from '@vscode/l10n';
import { newestRelease } from '../../../../../prebuilt/prebuiltImage';
import { publicRegistry } from '../../../../../prebuilt/prebuiltUris';
import { baseImages, type BaseImage } from '../../../image/baseImage';
import type { Fix } from '../../../finding';
import { imageEdit, placeOf } from '../../../image/imageEdit';
import type { Rule } from '../../../rule';
import type { View } from '../../../view';
import { pinOfPath } from './pins';

/** Names without an organisation that Docker Hub does not have, and what is meant. */
const meant: ReadonlyMap<string, string> = new Map([
  ['anaconda', 'continuumio/anaconda3'],
  ['anaconda3', 'continuumio/anaconda3'],
  ['cuda', 'nvidia/cuda'],
  ['huggingface', 'huggingface/transformers-pytorch-gpu:4.35.2'],
  ['conda', 'continuumio/miniconda3'],
  ['jupyter', 'quay.io/jupyter/base-notebook:python-3.11'],
  ['jupyterlab', 'quay.io/jupyter/base-notebook:python-3.11'],
  ['keras', 'tensorflow/tensorflow'],
  ['micromamba', 'mambaorg/micromamba'],
  ['miniconda', 'continuumio/miniconda3'],
  ['miniconda3', 'continuumio/miniconda3'],
  ['miniforge', 'condaforge/miniforge3'],
  ['miniforge3', 'condaforge/miniforge3'],
  ['mxnet', 'mxnet/python:1.9.1_native_py3'],
  ['nvidia-cuda', 'nvidia/cuda'],
  ['python3', 'python'],
  ['pytorch', 'pytorch/pytorch'],
  ['sagemaker', `${publicRegistry}/pytorch-training`],
  ['sagemaker-distribution', 'public.ecr.aws/sagemaker/sagemaker-distribution:2.0.0-cpu'],
  ['scikit-learn', 'python'],
  ['sklearn', 'python'],
  ['tensorflow', 'tensorflow/tensorflow'],
  ['tensorflow-gpu', 'tensorflow/tensorflow:2.16.1-gpu'],
  ['tensorflow-serving', 'tensorflow/serving'],
  ['torch', 'pytorch/pytorch'],
  ['torchserve', 'pytorch/torchserve'],
  ['tritonserver', 'nvcr.io/nvidia/tritonserver:24.03-py3'],
  ['vllm', 'vllm/vllm-openai:v0.10.2'],
  ['xgboost', 'python'],
]);

/** No image of Docker Hub's library: what the name stands for, if we know it. */
export const isNoImage = ({ known, registry, path }: BaseImage): boolean =>
  known && registry === undefined && meant.has(path);

export const SM101: Rule = {
  id: 'SM101',
  name: 'no-such-image',
  severity: 'error',
  roles: 'any',
  explanation:
    'A name without an organisation is an official image of Docker Hub, and there is none of this name. TensorFlow, PyTorch, CUDA and the others are published under the name of their maker; AWS publishes images that are ready for SageMaker.',
  source: 'https://docs.docker.com/docker-hub/image-library/trusted-content/',
  example: { bad: 'FROM tensorflow:latest', good: 'FROM tensorflow/tensorflow:2.16.1' },
  check: function* (view) {
    for (const image of baseImages(view)) {
      if (!isNoImage(image)) continue;
      const { path, pathAt, tag = 'latest' } = image;
      const target = meant.get(path) ?? '';
      yield {
        ...placeOf(view, image, pathAt, pathAt + path.length),
        message: l10n.t('Docker Hub has no official image {0}. Use {1}, with a tag.', path, target),
        fixes: fixesOf(view, image, target),
        // Somebody may have built an image of such a name here, under a tag of their own.
        ...(/^(?:latest|v?\d.*)/.test(tag) ? {} : { severity: 'warning' as const }),
      };
    }
  },
};

function fixesOf(view: View, image: BaseImage, target: string): readonly Fix[] {
  const { path, tag = 'latest' } = image;
  const isPinned = target.includes(':');
  const keepsTag = tag !== 'latest' && (path === 'tensorflow' || path === 'cuda' || path === 'python3');
  const first = isPinned ? target : `${target}:${keepsTag ? tag : (pinOfPath(target) ?? newestTag(target))}`;
  const framework = path.startsWith('tensorflow') ? 'tensorflow' : path === 'pytorch' ? 'pytorch' : undefined;
  const training = framework && `${publicRegistry}/${framework}-training`;
  const names = training ? [first, `${training}:${newestTag(training)}`] : [first];
  return names.map((name, at) => ({
    title: l10n.t('Use {0}', name),
    edits: [imageEdit(view, image, { from: 0, to: image.value.length, text: name })],
    preferred: at === 0 && (keepsTag || tag === 'latest'),
  }));
}

const newestTag = (path: string): string =>
  newestRelease(path.slice(path.lastIndexOf('/') + 1))?.tags[0] ?? '1';
