import * as l10n from '@vscode/l10n';
import { baseImages } from '../../../image/baseImage';
import type { Severity } from '../../../finding';
import { placeOf } from '../../../image/imageEdit';
import { installsOf, packageName } from '../../../image/installs';
import type { Rule } from '../../../rule';

interface Retired {
  readonly what: string;
  readonly instead: string;
  readonly severity: Severity;
}

const warning = 'warning';
const families: ReadonlyArray<readonly [RegExp, Retired]> = [
  [/-eia$|^elastic-inference/, { what: 'Elastic Inference', instead: 'Inferentia', severity: warning }],
  [/^(?:sagemaker-)?mxnet(?:-|$)/, { what: 'Apache MXNet', instead: 'PyTorch', severity: warning }],
  [/^(?:sagemaker-)?chainer(?:-|$)/, { what: 'Chainer', instead: 'PyTorch', severity: warning }],
  [/^sagemaker-rl-/, { what: 'SageMaker RL', instead: 'Ray', severity: warning }],
  [/habana/, { what: 'Habana Gaudi', instead: 'Trainium', severity: warning }],
];

const torchServe: Retired = { what: 'TorchServe', instead: 'the inference toolkit', severity: 'info' };
const elasticInference: Retired = { what: 'Elastic Inference', instead: 'Inferentia', severity: warning };
const mxnet: Retired = { what: 'Apache MXNet', instead: 'PyTorch', severity: warning };

const packages: ReadonlyMap<string, Retired> = new Map([
  ['chainer', { what: 'Chainer', instead: 'PyTorch', severity: warning }],
  ['ei-for-tf', elasticInference],
  ['elastic-inference', elasticInference],
  ['mxnet', mxnet],
  ['sagemaker-mxnet-inference', mxnet],
  ['sagemaker-mxnet-training', mxnet],
  ['torcheia', elasticInference],
  ['torchserve', torchServe],
]);

const isMxnet = (name: string): boolean => /^mxnet-(?:cu\d+(?:mkl)?|mkl|native)$/.test(name);

export const SM109: Rule = {
  id: 'SM109',
  name: 'retired-stack',
  severity: 'warning',
  roles: ['train', 'serve', 'both', 'processing', 'studio'],
  explanation:
    'MXNet and Chainer are no longer developed, Elastic Inference takes no new customers, and AWS no longer builds images for them. They get no fixes, and newer Python and CUDA versions break them.',
  source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/ei.html',
  example: { bad: 'RUN pip install mxnet', good: 'RUN pip install torch' },
  check: function* (view) {
    for (const image of baseImages(view)) {
      if (!image.known || !image.isPrebuilt) continue;
      const family = families.find(([form]) => form.test(image.name))?.[1];
      if (!family) continue;
      const from = image.value.lastIndexOf('/') + 1;
      yield { ...placeOf(view, image, from, from + image.name.length), ...report(family) };
    }
    for (const { manager, packages: asked } of installsOf(view)) {
      if (manager === 'system') continue;
      for (const word of asked) {
        if (/[/:]|\.whl$/.test(word.text)) continue;
        const name = packageName(word.text);
        const retired = packages.get(name) ?? (isMxnet(name) ? mxnet : undefined);
        if (retired) yield { start: word.start, end: word.end, ...report(retired) };
      }
    }
  },
};

const report = ({ what, instead, severity }: Retired) => ({
  message: l10n.t('{0} is retired. {1} takes its place.', what, instead),
  severity,
  deprecated: true,
});
