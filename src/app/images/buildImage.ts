import * as l10n from '@vscode/l10n';
import { basesOf } from '../../core/dockerfile/bases';
import type { BuildEvent } from '../../core/images/build/buildEvent';
import { buildNeeds } from '../../core/images/build/buildNeeds';
import { isLargeContext, type ContextSize } from '../../core/images/build/contextSize';
import type { ImageBuild } from '../../core/images/build/imageBuild';
import type { World } from '../../core/ports';
import { Problem } from '../../core/problem';
import { signIn } from '../ecr/signIn';

type BuildWorld = Pick<World, 'docker' | 'files' | 'registries'>;

export interface BuildTalk {
  readonly report: (event: BuildEvent) => void;
  /** Asked before much is sent; without it, that is sent. */
  readonly agree?: (size: ContextSize) => Promise<ContextAnswer>;
}

/** What is sent may have become less: then it is measured again. */
export type ContextAnswer = 'send' | 'measure-again' | 'give-up';

/** Bytes. */
const largestDockerfile = 1024 * 1024;

/**
 * Makes an image, signed in where its bases are. Stops, and leaves nothing half-made, with the signal. False when the
 * user gave up at the size of the context.
 */
export async function buildImage(
  world: BuildWorld,
  build: ImageBuild,
  { report, agree }: BuildTalk,
  signal: AbortSignal,
): Promise<boolean> {
  const { docker, files } = world;
  await requireFiles(world, build, signal);
  const text = (await files.read(build.dockerfile, largestDockerfile, signal)) ?? '';
  const plan = await docker.chooseBuilder(build, buildNeeds(text), signal);
  report({ kind: 'builder', builder: plan.builder });
  for (let isSettled = false; !isSettled;) {
    const size = await docker.measureContext(build, signal);
    const answer = agree && isLargeContext(size) ? await agree(size) : 'send';
    signal.throwIfAborted();
    if (answer === 'give-up') return false;
    if (answer === 'send') report({ kind: 'context', size });
    isSettled = answer === 'send';
  }
  const images = basesOf(text, build, plan.builder);
  const keys = await signIn(world, { images, platform: build.platform }, signal);
  await docker.buildImage({ ...build, plan, keys }, report, signal);
  return true;
}

async function requireFiles(
  { files }: BuildWorld,
  { dockerfile, context, secrets = {} }: ImageBuild,
  signal: AbortSignal,
): Promise<void> {
  const kindOf = async (path: string): Promise<string | undefined> => (await files.stat(path, signal))?.kind;
  if ((await kindOf(dockerfile)) !== 'file')
    throw new Problem('file-unreadable', l10n.t('There is no Dockerfile at {0}.', dockerfile));
  if ((await kindOf(context)) !== 'folder')
    throw new Problem(
      'file-unreadable',
      l10n.t('The build context {0} is not there. It must be a folder.', context),
    );
  for (const [id, source] of Object.entries(secrets))
    if ('file' in source && (await kindOf(source.file)) !== 'file')
      throw new Problem(
        'file-unreadable',
        l10n.t('There is no file {0} for the secret {1}.', source.file, id),
      );
}
