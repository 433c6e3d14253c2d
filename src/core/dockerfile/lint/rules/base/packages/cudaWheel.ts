import * as l10n from '@vscode/l10n';
import { before } from '../../../../build/build';
import { rootImage, type BaseImage } from '../../../image/baseImage';
import { installsOf } from '../../../image/installs';
import type { Report } from '../../../finding';
import type { Rule } from '../../../rule';

export const SM115: Rule = {
  id: 'SM115',
  name: 'cuda-wheel-mismatch',
  severity: 'warning',
  roles: 'any',
  explanation:
    'A wheel that is built for one major version of CUDA on a base with another: extensions that are compiled here do not fit it, and the driver may be too old for it.',
  source: 'https://pytorch.org/get-started/previous-versions/',
  example: {
    bad: 'FROM nvidia/cuda:12.4.1-devel-ubuntu22.04\nRUN pip install torch --index-url https://download.pytorch.org/whl/cu118',
    good: 'FROM nvidia/cuda:12.4.1-devel-ubuntu22.04\nRUN pip install torch --index-url https://download.pytorch.org/whl/cu124',
  },
  check: (view) => {
    const reports: Report[] = [];
    for (const { manager, instruction, words } of installsOf(view)) {
      if (manager !== 'pip') continue;
      const image = rootImage(view, before(view.build, instruction).stage);
      const base = image?.known ? cudaOf(image) : undefined;
      if (!image || !base) continue;
      for (const { text, start, end, raw } of words) {
        const found = /(?:whl\/|\+)(cu(\d{2,3}))(?!\d)/.exec(text);
        const [, wheel, digits = ''] = found ?? [];
        if (wheel === undefined || majorOf(digits) === base.major) continue;
        const at = start + raw.indexOf(wheel);
        const isWritten = raw.includes(wheel) && end - start === raw.length;
        const fresh = base.wheels;
        reports.push({
          start,
          end,
          message: l10n.t(
            'This wheel is for CUDA {0}, and the base has CUDA {1}.',
            majorOf(digits),
            base.major,
          ),
          fixes:
            fresh === undefined || !isWritten
              ? []
              : [
                  {
                    title: l10n.t('Use {0}', fresh),
                    edits: [{ start: at, end: at + wheel.length, text: fresh }],
                    preferred: false,
                  },
                ],
          // Wheels bring the CUDA libraries along: nothing is compiled on these.
          ...(/-(?:base|runtime)(?:-|$)/.test(image.tag ?? '') ? { severity: 'info' as const } : {}),
        });
      }
    }
    return reports;
  },
};

/** `118` is 11.8, `92` is 9.2. */
const majorOf = (digits: string): number => Number(digits.slice(0, digits.length - 1));

/** For which CUDA PyTorch builds wheels. */
const indexes: ReadonlySet<string> = new Set(['118', '121', '124', '126', '128', '129', '130']);
const indexOf: ReadonlyMap<number, string> = new Map([
  [11, 'cu118'],
  [12, 'cu121'],
  [13, 'cu130'],
]);

function cudaOf({ path, tag = '' }: BaseImage): { major: number; wheels: string | undefined } | undefined {
  const form = path === 'nvidia/cuda' ? /^(\d+)\.(\d+)/ : /(?:^|-)cu(?:da)?(\d+?)\.?(\d)(?=[-.]|$)/;
  const [, major, minor] = form.exec(tag) ?? [];
  if (major === undefined || minor === undefined) return undefined;
  const digits = `${major}${minor}`;
  return {
    major: Number(major),
    wheels: indexes.has(digits) ? `cu${digits}` : indexOf.get(Number(major)),
  };
}
