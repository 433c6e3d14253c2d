import { isPublisher } from '../../../prebuilt/accounts';
import { finalImage } from '../image/baseImage';
import type { RoleView, Sign, SignRole } from './sign';

type Known = readonly [form: RegExp, roles: readonly SignRole[]];

/** By the last part of the name. The first that fits counts. */
const names: readonly Known[] = [
  [/^sagemaker-(?:xgboost|scikit-learn)$/, ['train', 'serve']],
  [/^sagemaker-distribution(?:-|$)/, ['studio']],
  [/-processing(?:-|$)|^sagemaker-spark$/, ['processing']],
  [/-training(?:-|$)|^sagemaker-rl-|^smdistributed-|-scriptmode$/, ['train']],
  [/-inference(?:-|$)|tritonserver|model-server|-serving(?:-|$)|^torchserve$|^djl-/, ['serve']],
  [
    /vllm|sglang|^tei(?:-|$)|^text-(?:generation|embeddings)-inference|^huggingface-(?:tei|llamacpp)$/,
    ['serve'],
  ],
];

/** The image at the bottom: those of AWS are made for one job. */
export function* baseSigns(view: RoleView): Generator<Sign> {
  const image = finalImage(view);
  if (!image) return;
  const { name, path, ecr, isPrebuilt, word } = image;
  const roles = path === 'tensorflow/serving' ? serving : names.find(([form]) => form.test(name))?.[1];
  // Without AWS behind it a name is just a name.
  const isOfAws =
    isPrebuilt || (ecr !== undefined && name.startsWith('sagemaker')) || isUnresolved(image.value);
  for (const role of roles ?? []) {
    yield {
      role,
      weight: isOfAws ? 4 : 3,
      source: 'base',
      isSageMaker: isOfAws,
      subject: name,
      place: { start: word.start, end: word.end },
    };
  }
}

const serving: readonly SignRole[] = ['serve'];

/** `${account}.dkr.ecr.${region}.amazonaws.com/…`, with nothing known of the variables. */
function isUnresolved(value: string): boolean {
  const [, account] = /^(\d*)\.dkr\.ecr\.(?:\.|[a-z])/.exec(value) ?? [];
  return account === '' || (account !== undefined && isPublisher(account));
}
