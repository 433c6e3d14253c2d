import * as l10n from '@vscode/l10n';
import type { Report } from '../../finding';
import type { Rule } from '../../rule';
import { programsOf } from '../build/packages/program';

export const SM716: Rule = {
  id: 'SM716',
  name: 'apt',
  severity: 'info',
  roles: 'any',
  explanation:
    'apt is made for people and warns that its interface is not stable. apt-get is the one for scripts.',
  source: 'https://docs.docker.com/build/building/best-practices/#apt-get',
  example: {
    bad: 'RUN apt update && apt install -y nginx',
    good: 'RUN apt-get update && apt-get install -y nginx',
  },
  alsoIn: ['hadolint'],
  check: (view) => {
    const reports: Report[] = [];
    for (const instruction of view.named('RUN')) {
      if (!apt.test(instruction.line.text) && instruction.heredocs.length === 0) continue;
      if (!view.mentions(instruction, anyApt)) continue;
      const words = programsOf(view, instruction).flatMap(({ word, verb }) =>
        word.raw === 'apt' && same.test(verb?.text ?? '') ? [word] : [],
      );
      const [first] = words;
      if (first === undefined) continue;
      reports.push({
        start: first.start,
        end: first.end,
        message: l10n.t('Scripts use apt-get: apt may change how it works.'),
        fixes: [
          {
            title: l10n.t('Use apt-get'),
            edits: words.map(({ start, end }) => ({ start, end, text: 'apt-get' })),
            preferred: true,
          },
        ],
      });
    }
    return reports;
  },
};

const apt = /\bapt\s/;
const anyApt = /apt/;

/** What both do alike. */
const same = /^(?:update|upgrade|install|remove|purge|autoremove|clean|autoclean|build-dep)$/;
