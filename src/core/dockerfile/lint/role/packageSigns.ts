import { before } from '../../build/build';
import { installsOf, packageName } from '../image/installs';
import type { RoleView, Sign, SignRole } from './sign';

type Known = readonly [role: SignRole, weight: Sign['weight'], isSageMaker: boolean];

const packages: ReadonlyMap<string, Known> = new Map<string, Known>([
  ['sagemaker-training', ['train', 4, true]],
  ['sagemaker-inference', ['serve', 4, true]],
  ['sagemaker-containers', ['train', 2, true]],
  ['sagemaker-huggingface-inference-toolkit', ['serve', 4, true]],
  ['sagemaker-scikit-learn-container', ['train', 2, true]],
  ['multi-model-server', ['serve', 4, true]],
  ['torchserve', ['serve', 4, false]],
  ['torch-model-archiver', ['serve', 2, false]],
  ['mxnet-model-server', ['serve', 4, false]],
  ['djl-serving', ['serve', 3, false]],
  ['r-cran-plumber', ['serve', 1, false]],
  ['ipykernel', ['studio', 1, false]],
  ['jupyter_kernel_gateway', ['studio', 2, false]],
  ['flask', ['serve', 1, false]],
  ['gunicorn', ['serve', 1, false]],
  ['uvicorn', ['serve', 1, false]],
  ['fastapi', ['serve', 1, false]],
  ['nginx', ['serve', 1, false]],
  ['nginx-light', ['serve', 1, false]],
]);

const ofFramework = /^sagemaker-[a-z-]+-(training|inference)$/;

/** What is installed in the stages of the image. */
export function packageSigns(view: RoleView): readonly Sign[] {
  const signs: Sign[] = [];
  const seen = new Set<string>();
  const texts = new Set<string>();
  for (const { packages: asked, instruction } of installsOf(view)) {
    const { stage } = before(view.build, instruction);
    if (!view.isOfImage(stage)) continue;
    for (const { text, start, end } of asked) {
      if (texts.has(text)) continue;
      texts.add(text);
      const name = packageName(wheelName(text));
      const framework = ofFramework.exec(name)?.[1];
      const known: Known | undefined =
        packages.get(name) ??
        (framework === undefined ? undefined : [framework === 'training' ? 'train' : 'serve', 4, true]);
      if (!known || seen.has(name)) continue;
      seen.add(name);
      const [role, weight, isSageMaker] = known;
      signs.push({ role, weight, isSageMaker, source: 'package', subject: name, place: { start, end } });
    }
  }
  return signs;
}

/** `/tmp/sagemaker_training-5.0.tar.gz` is that package too; so is `git+https://github.com/aws/sagemaker-training-toolkit`. */
function wheelName(text: string): string {
  if (!/[/]|\.whl$|\.tar\.gz$/.test(text)) return text;
  const file = text.slice(text.lastIndexOf('/') + 1);
  return file
    .replace(/(?:-toolkit)?(?:\.git)?(?:@.*)?$/, '')
    .replace(/[-_](?:\d|\*).*$/, '')
    .replace(/\*.*$/, '');
}
