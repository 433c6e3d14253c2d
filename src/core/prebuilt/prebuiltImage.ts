import { imageTable } from './data/imageTable';

/** A release of an AWS Deep Learning Container. */
export interface PrebuiltImage {
  readonly repository: string;
  /** As people say it: `PyTorch`. */
  readonly framework: string;
  readonly version: string;
  /** `cpu`, `gpu`, `neuronx`. */
  readonly processor: string;
  /** `py312`. */
  readonly python: string | undefined;
  /** `cu128`. */
  readonly cuda: string | undefined;
  /** `sagemaker`, `ec2`; `default` is for both. */
  readonly platform: string;
  /** `2025-04-23`. */
  readonly released: string | undefined;
  /** The day from which AWS no longer patches it. */
  readonly endOfPatch: string | undefined;
  /** The most exact one first. */
  readonly tags: readonly string[];
}

let releases: ReadonlyMap<string, readonly PrebuiltImage[]> | undefined;

const read = (): ReadonlyMap<string, readonly PrebuiltImage[]> => (releases ??= parseTable(imageTable));

function parseTable(text: string): Map<string, PrebuiltImage[]> {
  const byRepository = new Map<string, PrebuiltImage[]>();
  for (const line of text.trim().split('\n')) {
    const [repository = '', version = '', processor = '', python, cuda, platform = '', ...rest] =
      line.split(' ');
    const [released, endOfPatch, ...tags] = rest;
    const image = {
      repository,
      framework: frameworkOf(repository),
      version,
      processor,
      python: given(python),
      cuda: given(cuda),
      platform,
      released: given(released),
      endOfPatch: given(endOfPatch),
      tags,
    };
    const others = byRepository.get(repository);
    if (others) others.push(image);
    else byRepository.set(repository, [image]);
  }
  return byRepository;
}

const given = (field: string | undefined): string | undefined => (field === '-' ? undefined : field);

const frameworks: ReadonlyArray<readonly [start: string, name: string]> = [
  ['huggingface-tensorflow', 'Hugging Face TensorFlow'],
  ['huggingface-pytorch', 'Hugging Face PyTorch'],
  ['huggingface-vllm', 'Hugging Face vLLM'],
  ['huggingface-sglang', 'Hugging Face SGLang'],
  ['huggingface-llamacpp', 'llama.cpp'],
  ['huggingface-tei', 'Text Embeddings Inference'],
  ['stabilityai', 'Stability AI PyTorch'],
  ['sagemaker-scikit-learn', 'scikit-learn'],
  ['sagemaker-tritonserver', 'Triton'],
  ['sagemaker-xgboost', 'XGBoost'],
  ['autogluon', 'AutoGluon'],
  ['base', 'CUDA'],
  ['djl', 'DJL'],
  ['pytorch', 'PyTorch'],
  ['ray', 'Ray'],
  ['sglang', 'SGLang'],
  ['tensorflow', 'TensorFlow'],
  ['vllm-omni', 'vLLM-Omni'],
  ['vllm', 'vLLM'],
  ['whisperx', 'WhisperX'],
];

const frameworkOf = (repository: string): string =>
  frameworks.find(([start]) => repository.startsWith(start))?.[1] ?? repository;

/** Every release of a repository that our table has. */
export const releasesOf = (repository: string): readonly PrebuiltImage[] => read().get(repository) ?? none;

export const prebuiltRepositories = (): Iterable<string> => read().keys();

/** What a tag of an AWS repository holds; undefined when our table does not have it, which old and new tags are not. */
export const prebuiltImage = (repository: string, tag: string): PrebuiltImage | undefined =>
  releasesOf(repository).find(({ tags }) => tags.includes(tag));

/** The newest release for SageMaker, on CPU if nothing else is asked for. */
export function newestRelease(repository: string, processor = 'cpu'): PrebuiltImage | undefined {
  const usable = releasesOf(repository).filter(({ platform }) => platform !== 'ec2');
  const wanted = usable.filter((image) => image.processor === processor);
  return (wanted.length > 0 ? wanted : usable).toSorted(byVersion).at(-1);
}

const byVersion = (left: PrebuiltImage, right: PrebuiltImage): number =>
  compareVersions(left.version, right.version);

/** `2.10` is above `2.9`. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [left.split(/[.+-]/).map(Number), right.split(/[.+-]/).map(Number)];
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
  }
  return 0;
}

const none: readonly PrebuiltImage[] = [];
