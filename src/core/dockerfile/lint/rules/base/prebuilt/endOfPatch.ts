import * as l10n from '@vscode/l10n';
import {
  compareVersions,
  prebuiltImage,
  releasesOf,
  type PrebuiltImage,
} from '../../../../../prebuilt/prebuiltImage';
import { baseImages, type BaseImage } from '../../../image/baseImage';
import { imageEdit, placeOf } from '../../../image/imageEdit';
import type { Rule } from '../../../rule';
import type { View } from '../../../view';

export const SM107: Rule = {
  id: 'SM107',
  name: 'dlc-eop',
  severity: 'info',
  roles: 'any',
  explanation:
    'AWS patches each framework version of its containers for about a year. After the end of patch the image stays where it is, but security fixes no longer reach it.',
  source: 'https://aws.github.io/deep-learning-containers/reference/support_policy/',
  example: {
    bad: 'FROM 763104351884.dkr.ecr.us-west-2.amazonaws.com/pytorch-training:2.7.1-cpu-py312-ubuntu22.04-sagemaker',
    good: 'FROM 763104351884.dkr.ecr.us-west-2.amazonaws.com/pytorch-training:2.10.0-cpu-py313-ubuntu22.04-sagemaker',
  },
  check: function* (view) {
    for (const image of baseImages(view)) {
      const { tag, tagAt, name } = image;
      if (!image.known || !tag || !image.isPrebuilt) continue;
      const ended = endOf(name, tag, view.options.now);
      if (ended === undefined) continue;
      const place = { from: tagAt, to: tagAt + tag.length };
      yield {
        ...placeOf(view, image, place.from, place.to),
        message:
          ended.on === undefined
            ? l10n.t('AWS no longer patches {0} {1}.', ended.framework, ended.version)
            : l10n.t('AWS stopped patching {0} {1} on {2}.', ended.framework, ended.version, ended.on),
        deprecated: true,
        fixes: fixes(view, image, place),
      };
    }
  },
};

interface End {
  readonly framework: string;
  readonly version: string;
  readonly on: string | undefined;
}

function endOf(name: string, tag: string, now: number): End | undefined {
  const exact = prebuiltImage(name, tag);
  const version = /^(\d+\.\d+)/.exec(tag)?.[1];
  const same = exact ?? releasesOf(name).find((release) => release.version === version);
  if (same)
    return isOver(same, now)
      ? { framework: same.framework, version: same.version, on: same.endOfPatch }
      : undefined;
  const [oldest] = releasesOf(name)
    .filter(({ endOfPatch }) => endOfPatch !== undefined)
    .toSorted((left, right) => compareVersions(left.version, right.version));
  if (!oldest || version === undefined || !isOver(oldest, now)) return undefined;
  if (compareVersions(version, oldest.version) >= 0) return undefined;
  return { framework: oldest.framework, version, on: undefined };
}

const isOver = ({ endOfPatch }: PrebuiltImage, now: number): boolean =>
  endOfPatch !== undefined && Date.parse(endOfPatch) < now;

/** The newest one that is still patched, of the same major version, for the same processor. */
function fixes(view: View, { name, tag = '', ...image }: BaseImage, place: { from: number; to: number }) {
  const processor = /(?:^|-)(cpu|gpu|neuronx)(?:-|$)/.exec(tag)?.[1];
  const wantsEc2 = /-ec2(?:-|$)/.test(tag);
  const newest = releasesOf(name)
    .filter((release) => release.processor === processor && release.endOfPatch !== undefined)
    .filter((release) => (release.platform === 'ec2') === wantsEc2 && !isOver(release, view.options.now))
    .filter(({ version }) => version.split('.')[0] === tag.split('.')[0])
    .toSorted((left, right) => compareVersions(left.version, right.version))
    .at(-1)?.tags[0];
  if (newest === undefined) return [];
  const edits = [imageEdit(view, { name, tag, ...image }, { ...place, text: newest })];
  return [{ title: l10n.t('Use {0}', newest), edits, preferred: false }];
}
