import * as l10n from '@vscode/l10n';
import { wordsOf, type Instruction, type JsonFailure, type JsonFailureReason } from '../../../../syntax';
import { tokenOf, type Token } from '../../../../text/joined';
import type { Report } from '../../../finding';
import type { Rule } from '../../../rule';
import { repairedArray } from './repairArray';

export const SM302: Rule = {
  id: 'SM302',
  name: 'bad-json',
  severity: 'error',
  roles: 'any',
  explanation:
    'Arguments in brackets must be a JSON array of strings: double quotes, commas between, no comma at the end, nothing behind the bracket. Docker reads anything else as a shell form without a word, and runs a program by the name of `[python,`.',
  source: 'https://docs.docker.com/reference/dockerfile/#exec-form',
  example: { bad: "ENTRYPOINT ['python', 'train.py']", good: 'ENTRYPOINT ["python", "train.py"]' },
  check: ({ instructions, dockerfile }) => {
    const reports: Report[] = [];
    if (!dockerfile.text.includes('[')) return reports;
    for (const instruction of instructions) {
      const found = notJson(instruction);
      if (!found || !isMeantAsJson(instruction.name, found.whole.raw)) continue;
      const { failure, whole } = found;
      const edits = repairedArray(dockerfile, instruction, whole);
      reports.push({
        start: whole.start,
        end: whole.end,
        message: l10n.t(
          'Docker takes this for text, not for a JSON array of strings: {0}.',
          reasons[failure.reason](),
        ),
        fixes: edits.length > 0 ? [{ title: l10n.t('Make it a JSON array'), edits, preferred: true }] : [],
      });
    }
    return reports;
  },
};

interface NotJson {
  readonly failure: JsonFailure;
  readonly whole: Token;
}

/** Arrays of other things than strings, and SHELL without an array, fail the build in any case. */
function notJson(instruction: Instruction): NotJson | undefined {
  const { arguments: given, line, name } = instruction;
  if ((given.kind !== 'shell' && given.kind !== 'words') || given.notJson === undefined) return undefined;
  if (given.notJson.reason === 'not-strings' || name === 'SHELL') return undefined;
  if (given.kind === 'shell') return { failure: given.notJson, whole: given.body };
  const words = wordsOf(instruction);
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last) return undefined;
  return { failure: given.notJson, whole: tokenOf(line, first.at, last.at + last.raw.length) };
}

const quote = /^\[\s*['"‘’“”]/;

/** `RUN [ -f x ] && y` is a test of the shell, and `COPY [ab].txt /x/` a pattern. */
function isMeantAsJson(name: string, text: string): boolean {
  if (text.startsWith('[[')) return false;
  if (/^\[\s/.test(text)) return quote.test(text) && /['"‘’“”]\s*,/.test(text);
  return quote.test(text) || ((name === 'CMD' || name === 'ENTRYPOINT') && /^\[[\w./-]+\s*[,\]]/.test(text));
}

const reasons: Readonly<Record<JsonFailureReason, () => string>> = {
  'bad-escape': () => l10n.t('a backslash must be written twice'),
  'control-character': () => l10n.t('a tab must be written as \\t'),
  'expected-comma': () => l10n.t('a comma is missing'),
  'expected-string': () => l10n.t('every word needs double quotes'),
  'missing-comma': () => l10n.t('a comma is missing'),
  'not-strings': () => l10n.t('every word must be a string'),
  'single-quotes': () => l10n.t('it needs straight double quotes'),
  'trailing-comma': () => l10n.t('there is a comma before the bracket'),
  'trailing-text': () => l10n.t('something follows the bracket'),
  unclosed: () => l10n.t('the bracket is not closed'),
  'unclosed-string': () => l10n.t('a quote is not closed'),
};
