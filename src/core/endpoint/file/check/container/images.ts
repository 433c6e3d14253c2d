import * as l10n from '@vscode/l10n';
import { parseEcrUri } from '../../../../prebuilt/ecrUri';
import { checkBuildFiles } from '../../../../userFile/check/buildFiles';
import { finding } from '../../../../userFile/check/finding';
import type { FileFinding } from '../../../../userFile/finding';
import type { Look, PlacedContainer } from '../look';
import { containersIn } from '../look';

export function* checkImages(look: Look): Iterable<FileFinding> {
  for (const placed of look.variants)
    for (const container of containersIn(look.places, placed)) {
      yield* checkImage(look, container);
      const { build } = container.container;
      const place = { ...look, path: [...container.path, 'build'] };
      if (build) yield* checkBuildFiles(build, place, 'END214');
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
