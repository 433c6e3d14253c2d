import * as l10n from '@vscode/l10n';
import { baseImages, type BaseImage } from '../../../image/baseImage';
import type { Fix } from '../../../finding';
import { imageEdit, placeOf } from '../../../image/imageEdit';
import type { Rule } from '../../../rule';
import type { View } from '../../../view';

export const SM113: Rule = {
  id: 'SM113',
  name: 'arm-base',
  severity: 'warning',
  roles: ['train', 'serve', 'both', 'processing'],
  explanation:
    'SageMaker runs training, processing and batch transform on x86-64; only endpoints on Graviton instances take an image for arm64. On other instances such an image ends with "exec format error".',
  source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints-graviton.html',
  example: { bad: 'FROM arm64v8/python:3.12', good: 'FROM python:3.12' },
  check: function* (view) {
    // Who writes of Graviton means it.
    if (/graviton/i.test(view.dockerfile.text)) return;
    for (const image of baseImages(view)) {
      if (!view.isOfImage(image.stage) || image.isPrebuilt) continue;
      const found = armPart(view, image);
      if (!found) continue;
      const servesOnly = view.role.role === 'serve';
      yield {
        start: found.start,
        end: found.end,
        message: servesOnly
          ? l10n.t('This image is for arm64: only endpoints on Graviton instances can run it.')
          : l10n.t('This image is for arm64: SageMaker trains and processes on x86-64.'),
        fixes: [found.fix],
        ...(servesOnly ? { severity: 'info' as const } : {}),
      };
    }
  },
};

interface Found {
  readonly start: number;
  readonly end: number;
  readonly fix: Fix;
}

function armPart(view: View, image: BaseImage): Found | undefined {
  const { platform, from } = image.stage.stage;
  const wanted = image.stage.platform;
  if (platform && wanted?.known && /^(?:linux\/)?(?:arm64|aarch64)(?:\/|$)/.test(wanted.value)) {
    const { start, end } = platform;
    const next = view.dockerfile.text.slice(end, from.end);
    const space = next.length - next.trimStart().length;
    const edits = [{ start, end: end + space, text: '' }];
    return { start, end, fix: { title: l10n.t('Remove {0}', platform.raw), edits, preferred: false } };
  }
  const { known, path, pathAt, tag, tagAt } = image;
  if (!known || wanted !== undefined) return undefined;
  const [organisation = ''] = path.split('/');
  if (/^arm(?:64v8|32v[5-7])$/.test(organisation))
    return part(view, image, { from: pathAt, to: pathAt + organisation.length + 1 });
  const suffix = /[-_.](?:arm64(?:v8)?|aarch64)$/.exec(tag ?? '');
  return suffix
    ? part(view, image, { from: tagAt + suffix.index, to: tagAt + (tag ?? '').length })
    : undefined;
}

function part(view: View, image: BaseImage, { from, to }: { from: number; to: number }): Found {
  const text = image.value.slice(0, from) + image.value.slice(to);
  return {
    ...placeOf(view, image, from, to),
    fix: {
      title: l10n.t('Use {0}', text),
      edits: [imageEdit(view, image, { from, to, text: '' })],
      preferred: false,
    },
  };
}
