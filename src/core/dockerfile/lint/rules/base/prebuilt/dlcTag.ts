import * as l10n from '@vscode/l10n';
import { prebuiltImage, releasesOf } from '../../../../../prebuilt/prebuiltImage';
import { nearTag, tagTypo } from '../../../../../prebuilt/tagForm';
import { baseImages, type BaseImage } from '../../../image/baseImage';
import { imageEdit, placeOf } from '../../../image/imageEdit';
import type { Rule } from '../../../rule';

/** Our table holds the last releases only, so what it lacks may exist: the words of the tag must be wrong. */
export const SM106: Rule = {
  id: 'SM106',
  name: 'dlc-unknown-tag',
  severity: 'warning',
  roles: 'any',
  explanation:
    'AWS builds the tags of its images from fixed parts: version, cpu or gpu, Python, CUDA, distribution, platform. A part that AWS never uses makes a tag that does not exist.',
  source: 'https://aws.github.io/deep-learning-containers/reference/available_images/',
  example: {
    bad: 'FROM 763104351884.dkr.ecr.us-west-2.amazonaws.com/pytorch-training:2.6.0-cpu-py312-ubunut22.04-sagemaker',
    good: 'FROM 763104351884.dkr.ecr.us-west-2.amazonaws.com/pytorch-training:2.6.0-cpu-py312-ubuntu22.04-sagemaker',
  },
  check: function* (view) {
    for (const image of baseImages(view)) {
      const { tag, tagAt, known, name } = image;
      if (!known || !tag || !image.isPrebuilt || releasesOf(name).length === 0) continue;
      if (prebuiltImage(name, tag)) continue;
      const better = betterTag(image, tag);
      if (better === undefined) continue;
      const place = { from: tagAt, to: tagAt + tag.length };
      yield {
        ...placeOf(view, image, place.from, place.to),
        message: l10n.t('AWS has no such tag of {0}. Did you mean {1}?', name, better),
        fixes: [
          {
            title: l10n.t('Use {0}', better),
            edits: [imageEdit(view, image, { ...place, text: better })],
            preferred: true,
          },
        ],
      };
    }
  },
};

function betterTag({ name }: BaseImage, tag: string): string | undefined {
  const typo = tagTypo(tag);
  if (!typo) return undefined;
  return nearTag(name, tag) ?? tag.replace(typo.part, typo.meant);
}
