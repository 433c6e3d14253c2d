import * as l10n from '@vscode/l10n';
import type { ImageBuild } from '../../core/images/imageBuild';
import type { World } from '../../core/ports';
import { Problem } from '../../core/problem';

/** Makes an image; each line of the engine's account is reported. Stops, and leaves nothing half-made, with the signal. */
export async function buildImage(
  { docker, files }: Pick<World, 'docker' | 'files'>,
  build: ImageBuild,
  report: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
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
  await docker.buildImage(build, report, signal);
}
