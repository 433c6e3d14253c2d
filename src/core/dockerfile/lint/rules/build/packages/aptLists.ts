import * as l10n from '@vscode/l10n';
import type { Instruction } from '../../../../syntax';
import type { Range } from '../../../../text/range';
import type { Fix, Report } from '../../../finding';
import type { Rule } from '../../../rule';
import type { View } from '../../../view';
import { hasMountOn } from './mounts';
import { isApt, programsOf } from './program';

export const SM603: Rule = {
  id: 'SM603',
  name: 'apt-lists',
  severity: 'info',
  roles: 'any',
  explanation:
    'The package lists of apt are some 40 MB that nothing in the image reads again. They must go in the RUN that fetched them; a later one only hides them.',
  source: 'https://docs.docker.com/build/building/best-practices/#apt-get',
  example: {
    bad: 'RUN apt-get update && apt-get install -y nginx',
    good: 'RUN apt-get update && apt-get install -y nginx && rm -rf /var/lib/apt/lists/*',
  },
  alsoIn: ['hadolint'],
  check: (view) => {
    const reports: Report[] = [];
    const message = l10n.t('The package lists stay in the image. Remove them in the same RUN.');
    const title = l10n.t('Remove the package lists');
    for (const instruction of view.namedInImage('RUN')) {
      const written = view.dockerfile.text.slice(instruction.start, instruction.end);
      if (!written.includes('apt') || !written.includes('update') || written.includes('/var/lib/apt'))
        continue;
      if (hasMountOn(instruction, '/var/lib/apt/lists')) continue;
      const update = updateOf(view, instruction);
      if (update === undefined) continue;
      const { start, end } = update;
      reports.push({ start, end, message, fixes: removal(view, instruction, title) });
    }
    return reports;
  },
};

/** Where a RUN that also installs has `apt-get update`. */
function updateOf(view: View, instruction: Instruction): Range | undefined {
  let update: Range | undefined;
  let installs = false;
  for (const program of programsOf(view, instruction)) {
    const { verb, word } = program;
    if (verb === undefined || !isApt(program)) continue;
    if (verb.text === 'update') update ??= { start: word.start, end: verb.end };
    installs ||= verb.text === 'install';
  }
  return installs ? update : undefined;
}

/** Behind the last command, where that is the last thing in the RUN. */
function removal(view: View, instruction: Instruction, title: string): readonly Fix[] {
  const { text, newline } = view.dockerfile;
  const last = view.commands(instruction).at(-1);
  if (instruction.heredocs.length > 0 || last === undefined || last.within.length > 0) return [];
  if (last.end !== instruction.end) return [];
  const lineStart = text.lastIndexOf('\n', last.end - 1) + 1;
  const isContinued = lineStart > instruction.start;
  const indent = isContinued ? (/^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '') : '';
  const joint = isContinued ? ` ${view.dockerfile.escape}${newline}${indent}&& ` : ' && ';
  return [
    {
      title,
      edits: [{ start: last.end, end: last.end, text: `${joint}rm -rf /var/lib/apt/lists/*` }],
      preferred: true,
    },
  ];
}
