import * as l10n from '@vscode/l10n';
import { basesOf } from '../../core/dockerfile/bases';
import type { ImageBuild } from '../../core/images/build/imageBuild';
import type { World } from '../../core/ports';
import { Problem } from '../../core/problem';
import { signIn } from '../ecr/signIn';

/** Bytes. */
const largestDockerfile = 1024 * 1024;

/** Makes an image, signed in where its bases are; each line of the engine's account is reported. Stops, and leaves nothing half-made, with the signal. */
export async function buildImage(
  world: Pick<World, 'docker' | 'files' | 'registries'>,
  build: ImageBuild,
  report: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const { docker, files } = world;
  const [dockerfile, context] = await Promise.all([
    files.stat(build.dockerfile, signal),
    files.stat(build.context, signal),
  ]);
  if (dockerfile?.kind !== 'file')
    throw new Problem('file-unreadable', l10n.t('There is no Dockerfile at {0}.', build.dockerfile));
  if (context?.kind !== 'folder')
    throw new Problem(
      'file-unreadable',
      l10n.t('The build context {0} is not there. It must be a folder.', build.context),
    );
  const text = await files.read(build.dockerfile, largestDockerfile, signal);
  const images = text === undefined ? [] : basesOf(text, build);
  const keys = await signIn(world, { images, platform: build.platform }, signal);
  await docker.buildImage({ ...build, keys }, report, signal);
}
