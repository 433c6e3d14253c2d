import * as l10n from '@vscode/l10n';
import { before } from '../../../../build/build';
import type { Instruction } from '../../../../syntax';
import type { Rule } from '../../../rule';
import type { View } from '../../../view';
import { rootReference } from '../plainImage';

export const SM616: Rule = {
  id: 'SM616',
  name: 'get-pip-old',
  severity: 'info',
  roles: 'any',
  explanation:
    'The newest get-pip.py runs on supported versions of Python only and says so on any other. The site keeps one for each old version.',
  source: 'https://pip.pypa.io/en/stable/installation/#get-pip-py',
  example: {
    bad: 'FROM ubuntu:18.04\nRUN curl https://bootstrap.pypa.io/get-pip.py | python3',
    good: 'FROM ubuntu:18.04\nRUN curl https://bootstrap.pypa.io/pip/3.6/get-pip.py | python3',
  },
  check: function* (view) {
    const { text } = view.dockerfile;
    if (!text.includes('bootstrap.pypa.io/get-pip.py') || /python-?3\.?(?:9|1\d)|conda/.test(text)) return;
    for (const instruction of view.named('RUN')) {
      const version = pythonOf(view, instruction);
      if (version === undefined) continue;
      const place = 'bootstrap.pypa.io/';
      const at = text.indexOf(`${place}get-pip.py`, instruction.start);
      if (at < 0 || at > instruction.end) continue;
      const start = at + place.length;
      const end = start + 'get-pip.py'.length;
      yield {
        start: at,
        end,
        message: l10n.t('This get-pip.py refuses Python {0}; there is one for that version.', version),
        fixes: [
          {
            title: l10n.t('Use the one for Python {0}', version),
            edits: [{ start, end, text: `pip/${version}/get-pip.py` }],
            preferred: true,
          },
        ],
      };
    }
  },
};

/** What `python3` is in old releases of Ubuntu and Debian; all but the newest have 2.7 as `python`. */
const releases: ReadonlyMap<string, string> = new Map([
  ['ubuntu:16.04', '3.5'],
  ['ubuntu:18.04', '3.6'],
  ['ubuntu:20.04', '3.8'],
  ['debian:9', '3.5'],
  ['debian:10', '3.7'],
]);

/** The old version that runs it for certain. */
function pythonOf({ build, dockerfile: { text } }: View, instruction: Instruction): string | undefined {
  const reference = rootReference(before(build, instruction));
  if (reference === undefined) return undefined;
  const [, image] = /^(?:library\/)?python:(2\.7|3\.[5-8])(?:[.-]|$)/.exec(reference) ?? [];
  const release = releases.get(reference);
  if (image !== undefined || release === undefined) return image;
  const written = text.slice(instruction.start, instruction.end);
  const [, after, piped = after] = runs.exec(written) ?? [];
  if (piped === '3') return release;
  const isTwo = piped === '' && reference !== 'ubuntu:20.04' && !/ln -s|alternatives/.test(text);
  return isTwo || piped?.startsWith('2') === true ? '2.7' : undefined;
}

const runs = /python([\d.]*)\s+\S*get-pip\.py|\|\s*(?:sudo\s+)?python([\d.]*)/;
