import * as l10n from '@vscode/l10n';
import type { FoundProgram } from './image';

/** What an image says of itself to whoever starts it. */
export interface ImageConfig {
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  /** As `NAME=value`. */
  readonly environment: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** As `8080/tcp`. */
  readonly ports: readonly string[];
}

/** What SageMaker can do with an image, as far as its configuration shows. */
export interface ImageUse {
  readonly trains: boolean;
  readonly serves: boolean;
  readonly manyModels: boolean;
  /** Why that is believed, in sentences. */
  readonly reasons: readonly string[];
}

interface Sign {
  readonly shows: 'train' | 'serve' | 'models';
  readonly reason: string;
}

export function imageUse(config: ImageConfig, tags: readonly string[]): ImageUse {
  const signs = [...ofLabels(config), ...ofEnvironment(config), ...ofWords(config), ...ofNames(tags)];
  const shows = (what: Sign['shows']): boolean => signs.some((sign) => sign.shows === what);
  return {
    trains: shows('train'),
    serves: shows('serve') || shows('models'),
    manyModels: shows('models'),
    reasons: signs.map(({ reason }) => reason),
  };
}

/** SageMaker starts a container with one of these words. */
export const startWords: readonly string[] = ['train', 'serve'];

/** With what was found in its files. */
export function withPrograms(use: ImageUse, programs: readonly FoundProgram[]): ImageUse {
  const has = (name: string): boolean =>
    programs.some((program) => program.name === name && program.executable);
  return {
    ...use,
    trains: use.trains || has('train'),
    serves: use.serves || has('serve'),
    reasons: [...use.reasons, ...programs.filter(({ name }) => startWords.includes(name)).map(reasonOf)],
  };
}

const reasonOf = ({ path, executable }: FoundProgram): string =>
  executable
    ? l10n.t('{0} is on the PATH.', path)
    : l10n.t('{0} is on the PATH, and cannot be started: it is not executable.', path);

const capabilities = 'com.amazonaws.sagemaker.capabilities';

function ofLabels({ labels }: ImageConfig): readonly Sign[] {
  const has = (name: string): boolean => labels[`${capabilities}.${name}`] === 'true';
  return [
    ...(has('multi-models')
      ? [{ shows: 'models', reason: l10n.t('Its label says that it serves many models.') } as const]
      : []),
    ...(has('accept-bind-to-port')
      ? [{ shows: 'serve', reason: l10n.t('Its label says that it can be a step of a pipeline.') } as const]
      : []),
  ];
}

/** What the toolkits of SageMaker are told by. */
const variables = new Map<string, Sign['shows']>([
  ['SAGEMAKER_TRAINING_MODULE', 'train'],
  ['SAGEMAKER_PROGRAM', 'train'],
  ['SAGEMAKER_SERVING_MODULE', 'serve'],
  ['SAGEMAKER_TFS_INSTANCE_COUNT', 'serve'],
]);

const ofEnvironment = ({ environment }: ImageConfig): readonly Sign[] =>
  environment.flatMap((variable) => {
    const [name = ''] = variable.split('=');
    const shows = variables.get(name);
    return shows ? [{ shows, reason: l10n.t('It sets {0}.', name) }] : [];
  });

const servers =
  /(?:^|\/)(?:serve|nginx|gunicorn|uvicorn|torchserve|tritonserver|multi-model-server)(?:\.py|\.sh)?$/;
const trainers = /(?:^|\/)train(?:ing)?(?:\.py|\.sh)?$/;

function ofWords({ entrypoint, command, ports }: ImageConfig): readonly Sign[] {
  const words = [...entrypoint, ...command];
  const found = (form: RegExp): string | undefined => words.find((word) => form.test(word));
  const [train, serve] = [found(trainers), found(servers)];
  return [
    ...(train === undefined ? [] : [{ shows: 'train', reason: l10n.t('It starts {0}.', train) } as const]),
    ...(serve === undefined ? [] : [{ shows: 'serve', reason: l10n.t('It starts {0}.', serve) } as const]),
    ...(ports.includes('8080/tcp')
      ? [{ shows: 'serve', reason: l10n.t('It exposes port 8080.') } as const]
      : []),
  ];
}

/** AWS names its images so. */
const ofNames = (tags: readonly string[]): readonly Sign[] =>
  tags.flatMap((tag) => {
    const [, kind] = /dkr\.ecr\.[^/]+\/.*-(training|inference)(?:-[a-z0-9]+)?:/.exec(tag) ?? [];
    if (kind === undefined) return [];
    return [
      {
        shows: kind === 'training' ? 'train' : 'serve',
        reason: l10n.t('AWS calls it so: {0}', tag),
      } as const,
    ];
  });

/** For a row, in a word or two; nothing where nothing is known. */
export function useInWords({ trains, serves, manyModels }: ImageUse): string | undefined {
  if (manyModels) return l10n.t('serves many models');
  if (trains && serves) return l10n.t('trains and serves');
  if (trains) return l10n.t('trains');
  return serves ? l10n.t('serves') : undefined;
}
