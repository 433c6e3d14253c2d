import * as l10n from '@vscode/l10n';
import { baseImages, isPlaceholder, type BaseImage } from '../../../image/baseImage';
import { imageEdit, placeOf } from '../../../image/imageEdit';
import type { Rule } from '../../../rule';
import { isNoImage } from './noSuchImage';
import { pinOf } from './pins';

export const SM102: Rule = {
  id: 'SM102',
  name: 'unpinned',
  severity: 'warning',
  roles: 'any',
  explanation:
    'Without a tag, or with `latest`, every build may begin with another image: a model that was trained today does not load in the container of tomorrow, and nobody can build the old one again.',
  source: 'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
  example: { bad: 'FROM python:latest', good: 'FROM python:3.12' },
  alsoIn: ['hadolint'],
  check: function* (view) {
    for (const image of baseImages(view)) {
      const { known, tag, tagAt, digest, path, value } = image;
      if (!known || isPlaceholder(value) || digest !== undefined || isNoImage(image) || isCuda(image))
        continue;
      if (tag !== undefined && !/^latest(?:$|[-_])/.test(tag)) continue;
      const pin = pinOf(image);
      yield {
        ...placeOf(view, image, tag === undefined ? 0 : tagAt, tagAt + (tag ?? '').length),
        message:
          tag === undefined
            ? l10n.t('{0} without a tag is another image with every release. Pin a version.', path)
            : l10n.t('{0} is another image with every release. Pin a version.', `${path}:${tag}`),
        fixes: pin === undefined ? [] : [{ title: l10n.t('Pin to {0}', pin), ...pinned(view, image, pin) }],
      };
    }
  },
};

/** It has no `latest`: rule SM103. */
const isCuda = ({ registry, path }: BaseImage): boolean => registry === undefined && path === 'nvidia/cuda';

function pinned(view: Parameters<typeof imageEdit>[0], image: BaseImage, pin: string) {
  const { tag, tagAt } = image;
  const text = tag === undefined ? `:${pin}` : pin;
  const edit = imageEdit(view, image, { from: tagAt, to: tagAt + (tag ?? '').length, text });
  return { edits: [edit], preferred: tag === undefined || tag === 'latest' };
}
