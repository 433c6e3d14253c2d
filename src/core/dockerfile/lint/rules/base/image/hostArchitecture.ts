import * as l10n from '@vscode/l10n';
import { finalImage } from '../../../image/baseImage';
import type { Rule } from '../../../rule';

/** No fix here: a constant platform in FROM is a mistake of its own. Our build asks for linux/amd64. */
export const SM114: Rule = {
  id: 'SM114',
  name: 'host-arch',
  severity: 'hint',
  roles: ['train', 'serve', 'both', 'processing'],
  explanation:
    'On a computer with an ARM processor Docker builds for arm64 unless it is told otherwise, and SageMaker cannot start such an image ("exec format error"). Build with `--platform linux/amd64`.',
  source: 'https://docs.docker.com/build/building/multi-platform/',
  example: {
    bad: 'FROM python:3.12\n# docker build . (on Apple silicon)',
    good: 'FROM python:3.12\n# docker build --platform linux/amd64 .',
  },
  check: function* (view) {
    if (!/^(?:arm64|aarch64)$/.test(view.options.hostArchitecture ?? '')) return;
    const image = finalImage(view);
    // Images of AWS are for one architecture: Docker says so itself.
    if (!image?.known || image.isPrebuilt || image.stage.platform !== undefined) return;
    if (/amd64|x86_64|arm64|aarch64|graviton/.test(image.value)) return;
    yield {
      start: image.word.start,
      end: image.word.end,
      message: l10n.t('This computer builds for arm64. For SageMaker, build with --platform linux/amd64.'),
    };
  },
};
