import * as l10n from '@vscode/l10n';
import type { ParseError } from 'jsonc-parser';
import { parse } from 'jsonc-parser';
import { Problem } from '../problem';
import type { JsonValue } from '../json';
import { isObject } from '../json';
import type { Answers } from './answers';
import { answered, defaults, questionNames, questions } from './questions';

/** The answers in a JSON object, such as `{ "purpose": "train" }`; what it does not answer keeps its default. */
export function readAnswers(text: string): Answers {
  const errors: ParseError[] = [];
  const given: JsonValue | undefined = parse(text, errors, { allowTrailingComma: true });
  if (errors.length > 0 || !isObject(given))
    throw new Problem(
      'bad-usage',
      l10n.t('The answers are a JSON object, such as {0}.', '{"purpose":"train"}'),
    );
  let answers = defaults;
  for (const [key, word] of Object.entries(given)) {
    const name = questionNames.find((each) => each === key);
    if (name === undefined)
      throw new Problem(
        'bad-usage',
        l10n.t('There is no question {0}, only {1}.', key, questionNames.join(', ')),
      );
    const next = answered(answers, name, word);
    if (!next) {
      const options = questions[name].options.map(({ value }) => value).join(', ');
      throw new Problem(
        'bad-usage',
        l10n.t('{0} is one of {1}, not {2}.', key, options, JSON.stringify(word)),
      );
    }
    answers = next;
  }
  return answers;
}
