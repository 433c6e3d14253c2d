import * as l10n from '@vscode/l10n';
import { instructionNames } from '../../../../parse/instruction';
import { indexFrom } from '../../../../syntax';
import { nearest } from '../../../nearest';
import type { Rule } from '../../../rule';
import { replaced, reportIssues } from './issues';

export const SM701: Rule = {
  id: 'SM701',
  name: 'unknown-instruction',
  severity: 'error',
  roles: 'any',
  explanation:
    'Every line begins with an instruction. A line that should go on with the one above needs a backslash at the end of that one.',
  source: 'https://docs.docker.com/reference/dockerfile/#format',
  example: {
    bad: 'FROM python:3.11\nRUM pip install torch',
    good: 'FROM python:3.11\nRUN pip install torch',
  },
  alsoIn: ['container-tools', 'docker-dx', 'hadolint'],
  check: reportIssues({
    'unknown-instruction': {
      message: ({ detail }) => {
        const meant = meantBy(detail);
        return meant === undefined
          ? l10n.t(
              'Docker knows no instruction {0}. Does the line above lack a backslash at its end?',
              detail,
            )
          : l10n.t('Docker knows no instruction {0}. Did you mean {1}?', detail, meant);
      },
      fixes: (issue, { dockerfile, instructions }) => {
        const meant = meantBy(issue.detail);
        if (meant !== undefined) return [replaced(issue, meant, l10n.t('Change to {0}', meant))];
        const at = indexFrom(instructions, issue.start);
        const above = instructions[at - 1];
        if (above === undefined || above.heredocs.length > 0) return [];
        const between = dockerfile.text.slice(above.end, issue.start);
        if (!/^[ \t]*\r?\n[ \t]*$/.test(between)) return [];
        const edits = [{ start: above.end, end: above.end, text: ` ${dockerfile.escape}` }];
        return [{ title: l10n.t('Continue the line above'), edits, preferred: false }];
      },
    },
  }),
};

const meantBy = (name: string): string | undefined =>
  nearest(name.toUpperCase(), instructionNames, name.length > 4 ? 2 : 1);
