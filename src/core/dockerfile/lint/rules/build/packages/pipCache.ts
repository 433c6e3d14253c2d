import * as l10n from '@vscode/l10n';
import { environmentAt } from '../../../../build/build';
import type { ShellWord } from '../../../../shell/command';
import type { Instruction } from '../../../../syntax';
import type { Report } from '../../../finding';
import type { Rule } from '../../../rule';
import type { View } from '../../../view';
import { hasMountOn } from './mounts';
import { pipInstall, programsOf } from './program';

export const SM602: Rule = {
  id: 'SM602',
  name: 'pip-cache',
  severity: 'info',
  roles: 'any',
  explanation:
    'pip keeps what it downloads, and the image keeps it too: gigabytes with GPU frameworks, which every endpoint and job then loads. `--no-cache-dir` leaves it out.',
  source: 'https://pip.pypa.io/en/stable/topics/caching/',
  example: { bad: 'RUN pip install torch', good: 'RUN pip install --no-cache-dir torch' },
  alsoIn: ['hadolint'],
  check: (view) => {
    const reports: Report[] = [];
    const message = l10n.t('pip leaves its downloads in the image. Add --no-cache-dir.');
    const title = l10n.t('Add --no-cache-dir');
    const mayBeOff = view.dockerfile.text.includes('PIP_NO_CACHE_DIR');
    if (mayBeOff && environmentAt(view.end).has('PIP_NO_CACHE_DIR')) return reports;
    const { text } = view.dockerfile;
    let mayBeClean: boolean | undefined;
    for (const instruction of view.namedInImage('RUN')) {
      const written = text.slice(instruction.start, instruction.end);
      if (!pip.test(written)) continue;
      if ((mayBeClean ??= clean.test(text)) && isClean(written)) continue;
      if (hasMountOn(instruction, '/root/.cache/pip')) continue;
      const verbs = cachedInstalls(view, instruction);
      const first = verbs[0];
      if (first === undefined) continue;
      reports.push({
        start: first.start,
        end: first.end,
        message,
        fixes: [
          {
            title,
            edits: verbs.map(({ end }) => ({ start: end, end, text: ' --no-cache-dir' })),
            preferred: true,
          },
        ],
      });
    }
    return reports;
  },
};

const pip = /\bpip/;

const isClean = (written: string): boolean =>
  clean.test(written) && clean.test(written.replaceAll(/pip[\d.]* install[^&;\n]*--no-cache[\w-]*/g, ''));

const clean = /PIP_NO_CACHE_DIR|no-cache|cache purge|rm -[rf]+ .*\.cache/;

/** The `install` of each. */
function cachedInstalls(view: View, instruction: Instruction): readonly ShellWord[] {
  let verbs: ShellWord[] | undefined;
  for (const program of programsOf(view, instruction)) {
    const verb = pipInstall(program);
    if (verb === undefined || program.words.some(isSetOrUnknown)) continue;
    if (verbs === undefined) verbs = [verb];
    else verbs.push(verb);
  }
  return verbs ?? none;
}

const none: readonly ShellWord[] = [];

const isSetOrUnknown = ({ text }: ShellWord): boolean => text.startsWith('--no-c') || text.startsWith('$');
