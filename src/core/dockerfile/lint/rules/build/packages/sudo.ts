import * as l10n from '@vscode/l10n';
import { before, userAt } from '../../../../build/build';
import type { Instruction } from '../../../../syntax';
import type { Rule } from '../../../rule';
import type { View } from '../../../view';
import { isDeepLearningContainer, isPlainImage, rootReference } from '../plainImage';

export const SM621: Rule = {
  id: 'SM621',
  name: 'sudo',
  severity: 'warning',
  roles: 'any',
  explanation:
    'A build runs as root unless USER says otherwise, and most base images have no `sudo`: the command fails with `not found`.',
  source: 'https://docs.docker.com/build/building/best-practices/#user',
  example: { bad: 'RUN sudo pip install pandas', good: 'RUN pip install pandas' },
  alsoIn: ['hadolint'],
  check: function* (view) {
    if (!view.dockerfile.text.includes('sudo')) return;
    for (const instruction of view.named('RUN')) {
      if (!view.mentions(instruction, sudo)) continue;
      if (!runsAsRoot(view, instruction)) continue;
      const commands = view.commands(instruction);
      if (commands.some(({ words }) => words.some(({ text }) => text === 'sudo'))) return;
      for (const { name, words } of commands) {
        const next = words.find(({ text }) => !/^-[EHSn]+$/.test(text));
        if (name?.text !== 'sudo' || next === undefined || next.text.startsWith('-')) continue;
        yield {
          start: name.start,
          end: name.end,
          message: l10n.t('The build runs as root here, and the image may have no sudo.'),
          fixes: [
            {
              title: l10n.t('Remove sudo'),
              edits: [{ start: name.start, end: next.start, text: '' }],
              preferred: true,
            },
          ],
        };
      }
    }
  },
};

const sudo = /sudo/;

/** Of other base images we know neither their user nor whether they have sudo. */
function runsAsRoot({ build }: View, instruction: Instruction): boolean {
  const moment = before(build, instruction);
  const user = userAt(moment);
  const reference = rootReference(moment);
  const isRoot = user === undefined || (user.known && /^(?:root|0)(?::|$)/.test(user.value));
  return isRoot && (isPlainImage(reference) || isDeepLearningContainer(reference));
}
