import * as l10n from '@vscode/l10n';
import { instructionNames } from '../../../parse/instruction';
import type { Report } from '../../finding';
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
  check: ({ dockerfile }) => {
    const reports: Report[] = [];
    if (dockerfile.inCapitals) return reports;
    const keywords = dockerfile.instructions.filter(({ name }) => known.has(name));
    const small = keywords.filter(({ keyword: { raw }, name }) => raw !== name && raw === raw.toLowerCase());
    const capitals = keywords.filter(({ keyword, name }) => keyword.raw === name);
    const isLower = small.length > capitals.length;
    const texts = new Map<string, Texts>();
    for (const { keyword, name } of keywords) {
      const { raw, start, end } = keyword;
      const right = isLower ? raw.toLowerCase() : name;
      if (raw === right) continue;
      const said = texts.get(right);
      const { message, title } = said ?? textsFor(right);
      if (!said) texts.set(right, { message, title });
      const fixes = [{ title, edits: [{ start, end, text: right }], preferred: true }];
      reports.push({ start, end, message, fixes });
    }
    return reports;
  },
};

/** One for each keyword: formatting takes longer than all the rest of the rule. */
interface Texts {
  readonly message: string;
  readonly title: string;
}

const textsFor = (right: string): Texts => ({
  message: l10n.t('The other instructions are written like {0}.', right),
  title: l10n.t('Change to {0}', right),
});
