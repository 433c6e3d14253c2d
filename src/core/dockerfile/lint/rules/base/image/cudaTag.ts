import * as l10n from '@vscode/l10n';
import { baseImages, type BaseImage } from '../../../image/baseImage';
import { imageEdit, placeOf } from '../../../image/imageEdit';
import type { Rule } from '../../../rule';

const cuda = '12.4.1';

export const SM103: Rule = {
  id: 'SM103',
  name: 'cuda-no-latest',
  severity: 'error',
  roles: 'any',
  explanation:
    'NVIDIA publishes no `latest` of `nvidia/cuda`, so a build without a full tag ends with "manifest unknown". Images of CUDA 10 and older are taken away as they go out of support.',
  source: 'https://github.com/NVIDIA/nvidia-docker/issues/1454',
  example: { bad: 'FROM nvidia/cuda', good: 'FROM nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04' },
  check: function* (view) {
    for (const image of baseImages(view)) {
      const { known, registry, path, tag, tagAt, digest } = image;
      if (!known || registry !== undefined || path !== 'nvidia/cuda' || digest !== undefined) continue;
      const isMissing = tag === undefined || tag === 'latest';
      if (!isMissing && !/^(?:[7-9]|10)\.\d/.test(tag)) continue;
      const to = tagAt + (tag ?? '').length;
      const fresh = freshTag(image);
      yield {
        ...placeOf(view, image, tag === undefined ? 0 : tagAt, to),
        message: isMissing
          ? l10n.t('nvidia/cuda has no latest: the build ends with "manifest unknown". Give a full tag.')
          : l10n.t(
              'NVIDIA has taken images of CUDA {0} away; this one may be gone.',
              tag.split('-')[0] ?? '',
            ),
        // Some of the old ones can still be pulled.
        ...(isMissing ? {} : { severity: 'warning' as const }),
        fixes: [
          {
            title: l10n.t('Use {0}', fresh),
            edits: [
              imageEdit(view, image, { from: tagAt, to, text: tag === undefined ? `:${fresh}` : fresh }),
            ],
            preferred: isMissing,
          },
        ],
      };
    }
  },
};

/** The same kind of image: with cuDNN or without, for building or running. */
function freshTag({ tag = 'cudnn-runtime' }: BaseImage): string {
  const kind = /\b(?:base|runtime|devel)\b/.exec(tag)?.[0] ?? 'runtime';
  const cudnn = /cudnn/.test(tag) || tag === 'latest' ? 'cudnn-' : '';
  return `${cuda}-${kind === 'base' ? '' : cudnn}${kind}-ubuntu22.04`;
}
