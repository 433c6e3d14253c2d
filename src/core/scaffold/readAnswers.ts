import * as l10n from '@vscode/l10n';
import type { ParseError } from 'jsonc-parser';
import { parse } from 'jsonc-parser';
import { Problem } from '../problem';
import type { JsonValue } from '../json';
import { isObject, isText } from '../json';
import { settle } from './settle';
import type { Answers, Template } from './template';

/** The answers in a JSON object, such as `{ "purpose": "train" }`; what it does not answer keeps its default. */
export function readAnswers(text: string, template: Template): Answers {
  const errors: ParseError[] = [];
  const given: JsonValue | undefined = parse(text, errors, { allowTrailingComma: true });
  if (errors.length > 0 || !isObject(given))
    throw wrong(l10n.t('The answers are a JSON object, such as {0}.', '{"purpose":"train"}'));
  const answers: Record<string, string> = {};
  for (const [name, word] of Object.entries(given)) {
    const question = template.questions.find((each) => each.name === name);
    const known = template.questions.map((each) => each.name).join(', ');
    if (!question) throw wrong(l10n.t('There is no question {0}, only {1}.', name, known));
    const values = question.options.map(({ value }) => value);
    if (!isText(word) || !values.includes(word))
      throw wrong(l10n.t('{0} is one of {1}, not {2}.', name, values.join(', '), JSON.stringify(word)));
    answers[name] = word;
  }
  checkTogether(template, answers);
  return answers;
}

/** Each may be an answer, and yet not beside the others. */
function checkTogether(template: Template, given: Answers): void {
  const { answers, open } = settle(template, given);
  for (const [name, word] of Object.entries(given)) {
    if (answers[name] === word) continue;
    const left = open.find((question) => question.name === name)?.options.map(({ value }) => value);
    const only = left ?? (answers[name] === undefined ? [] : [answers[name]]);
    throw wrong(
      only.length === 0
        ? l10n.t('{0} means nothing with the other answers.', name)
        : l10n.t('With the other answers {0} is one of {1}, not {2}.', name, only.join(', '), word),
    );
  }
}

const wrong = (message: string): Problem => new Problem('bad-usage', message);
