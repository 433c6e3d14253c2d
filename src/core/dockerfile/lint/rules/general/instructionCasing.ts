import * as l10n from '@vscode/l10n';
import { instructionNames } from '../../../parse/instruction';
import type { Rule } from '../../rule';

const known: ReadonlySet<string> = new Set(instructionNames);

export const SM721: Rule = {
  id: 'SM721',
  name: 'instruction-casing',
  severity: 'info',
  roles: 'any',
  explanation: 'Instructions work in capitals and in small letters; a file keeps to one of them.',
  source: 'https://docs.docker.com/reference/build-checks/consistent-instruction-casing/',
  example: {
    bad: 'FROM python:3.11\nrun pip install torch',
    good: 'FROM python:3.11\nRUN pip install torch',
  },
  alsoIn: ['container-tools', 'docker-dx'],
  check: function* ({ dockerfile }) {
    const keywords = dockerfile.instructions.flatMap(({ keyword, name }) =>
      known.has(name) ? [keyword] : [],
    );
    const lower = keywords.filter(({ raw }) => raw === raw.toLowerCase()).length;
    const upper = keywords.filter(({ raw }) => raw === raw.toUpperCase()).length;
    for (const { raw, start, end } of keywords) {
      const right = lower > upper ? raw.toLowerCase() : raw.toUpperCase();
      if (raw === right) continue;
      yield {
        start,
        end,
        message: l10n.t('The other instructions are written like {0}.', right),
        fixes: [
          { title: l10n.t('Change to {0}', right), edits: [{ start, end, text: right }], preferred: true },
        ],
      };
    }
  },
};
