import type { Answers, Question, Template } from './template';
import { isFulfilled } from './template';
import { hasImages } from './valuesOf';

export interface Settled {
  /** One for each question that means something here. */
  readonly answers: Answers;
  /** What is still to be asked, each with the options that earlier answers leave. */
  readonly open: readonly Question[];
}

/** Goes through the questions in their order: what was chosen counts where it can be, else the default. */
export function settle(template: Template, chosen: Answers): Settled {
  const answers: Record<string, string> = {};
  const open: Question[] = [];
  for (const question of template.questions) {
    const { name } = question;
    if (!isFulfilled(question.when, answers)) continue;
    const options = question.options.filter(
      ({ when, value }) =>
        isFulfilled(when, answers) &&
        (!question.asksRegion || hasImages(template, { ...answers, [name]: value })),
    );
    const [first] = options;
    if (!first) continue;
    const wanted = Object.hasOwn(chosen, name) ? chosen[name] : undefined;
    answers[name] = options.some(({ value }) => value === wanted) && wanted ? wanted : first.value;
    // With one option left an earlier answer has settled it.
    if (options.length > 1) open.push({ ...question, options });
  }
  return { answers, open };
}
