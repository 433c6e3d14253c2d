import * as l10n from '@vscode/l10n';
import type { Report } from '../../finding';
import type { Rule } from '../../rule';
import { programsOf } from './packages/program';

export const SM618: Rule = {
  id: 'SM618',
  name: 'git-unpinned',
  severity: 'hint',
  roles: 'any',
  explanation:
    'A clone without a tag or commit takes what the branch has on the day of the build. The image of tomorrow is another one, and a cached layer never sees the news.',
  source: 'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
  example: {
    bad: 'RUN git clone https://github.com/NVIDIA/apex',
    good: 'RUN git clone --branch 24.04.01 https://github.com/NVIDIA/apex',
  },
  check: (view) => {
    const reports: Report[] = [];
    for (const instruction of view.named('RUN')) {
      const written = view.dockerfile.text.slice(instruction.start, instruction.end);
      if (!written.includes('clone') || /checkout|reset|switch|fetch/.test(written)) continue;
      for (const program of programsOf(view, instruction)) {
        const { name, verb } = program;
        if (name !== 'git' || verb?.text !== 'clone') continue;
        if (
          program.words.some(
            ({ text, literal }) => !literal || /^(?:-b.*|--branch.*|--revision.*)$/.test(text),
          )
        )
          continue;
        reports.push({
          start: program.word.start,
          end: verb.end,
          message: l10n.t('This takes whatever the branch has today. Clone a tag, or check out a commit.'),
        });
      }
    }
    return reports;
  },
};
