import * as l10n from '@vscode/l10n';
import { parseEcrUri } from '../../../../prebuilt/ecrUri';
import { finding } from '../../../../userFile/check/finding';
import type { FileFinding } from '../../../../userFile/finding';
import type { Look, PlacedContainer } from '../look';
import { containersIn } from '../look';

export function* checkImages(look: Look): Iterable<FileFinding> {
  for (const placed of look.variants)
    for (const container of containersIn(look.places, placed)) {
      yield* checkImage(look, container);
      yield* checkBuildFiles(look, container);
    }
}

function* checkImage({ places }: Look, { container, path }: PlacedContainer): Iterable<FileFinding> {
  if (!places.has([...path, 'image']) && !places.has([...path, 'build']))
    yield finding(
      'END211',
      'error',
      { ...places.value(path), end: places.value(path).start + 1 },
      l10n.t('Which image should serve? Add "image", or "build" with a Dockerfile.'),
    );
  if (container.image !== undefined && container.build)
    yield finding(
      'END212',
      'error',
      places.key([...path, 'build']),
      l10n.t('Keep either "image" or "build": a container has one image.'),
    );
  if (container.ecrImage !== undefined && !parseEcrUri(container.ecrImage))
    yield finding(
      'END213',
      'error',
      places.value([...path, 'ecrImage']),
      l10n.t(
        '{0} is no image in ECR. It looks like 111122223333.dkr.ecr.eu-central-1.amazonaws.com/name:tag.',
        container.ecrImage,
      ),
    );
}

function* checkBuildFiles(
  { places, missing }: Look,
  { container: { build }, path }: PlacedContainer,
): Iterable<FileFinding> {
  if (build && missing.has(build.dockerfile))
    yield finding(
      'END214',
      'error',
      places.value([...path, 'build', 'dockerfile']),
      l10n.t(
        'There is no file {0} beside this file. Correct the path, or write the Dockerfile.',
        build.dockerfile,
      ),
    );
  if (build?.context !== undefined && missing.has(build.context))
    yield finding(
      'END214',
      'error',
      places.value([...path, 'build', 'context']),
      l10n.t('There is no folder {0}. Correct the path of the build context.', build.context),
    );
}
