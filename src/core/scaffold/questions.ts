import * as l10n from '@vscode/l10n';
import type { Answers } from './answers';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** One sentence on when to choose it. */
  readonly detail: string;
}

export interface Question<Value extends string> {
  readonly text: string;
  /** The first is the default. */
  readonly options: readonly [Option<Value>, ...Option<Value>[]];
  /** False when an earlier answer settled it; always asked without this. */
  readonly isOpen?: (answers: Answers) => boolean;
}

export type QuestionName = keyof Answers;

/** In the order in which they are asked. */
export const questions: { readonly [Name in QuestionName]: Question<Answers[Name]> } = {
  framework: {
    text: l10n.t('What is the model made with?'),
    options: [
      {
        value: 'scikit-learn',
        label: l10n.t('scikit-learn'),
        detail: l10n.t('Classic machine learning on tables: trains on a processor in seconds.'),
      },
      {
        value: 'python',
        label: l10n.t('Plain Python'),
        detail: l10n.t('Nothing but the standard library: the smallest start for a framework of your own.'),
      },
    ],
  },
  purpose: {
    text: l10n.t('What is the container for?'),
    options: [
      {
        value: 'both',
        label: l10n.t('Train and serve'),
        detail: l10n.t('One image for both: what was trained is served with the same packages.'),
      },
      {
        value: 'train',
        label: l10n.t('Train'),
        detail: l10n.t('The model is used elsewhere, or served by another image.'),
      },
      {
        value: 'serve',
        label: l10n.t('Serve'),
        detail: l10n.t('The model exists already, or is trained elsewhere.'),
      },
    ],
  },
  server: {
    text: l10n.t('Which server answers requests?'),
    isOpen: ({ purpose }) => purpose !== 'train',
    options: [
      {
        value: 'fastapi',
        label: l10n.t('FastAPI'),
        detail: l10n.t('Asynchronous, on uvicorn: also for answers that stream or wait for others.'),
      },
      {
        value: 'flask',
        label: l10n.t('Flask'),
        detail: l10n.t('Synchronous, on gunicorn: the least to know, and one thread for each request.'),
      },
    ],
  },
  python: {
    text: l10n.t('Which Python?'),
    options: [
      { value: '3.12', label: '3.12', detail: l10n.t('What most packages are built and tested for.') },
      { value: '3.13', label: '3.13', detail: l10n.t('Newer, and widely supported.') },
      { value: '3.14', label: '3.14', detail: l10n.t('The newest: some packages may have to be compiled.') },
      { value: '3.11', label: '3.11', detail: l10n.t('For code that is not ready for a newer one.') },
    ],
  },
};

export const questionNames: readonly QuestionName[] = ['framework', 'purpose', 'server', 'python'];

export const defaults: Answers = {
  framework: questions.framework.options[0].value,
  purpose: questions.purpose.options[0].value,
  server: questions.server.options[0].value,
  python: questions.python.options[0].value,
};

/** The questions that these answers leave open. */
export const openQuestions = (answers: Answers): readonly QuestionName[] =>
  questionNames.filter((name) => questions[name].isOpen?.(answers) ?? true);

/** The answers with one of them given in words; nothing when the question has no such option. */
export function answered(answers: Answers, name: QuestionName, word: unknown): Answers | undefined {
  const option = questions[name].options.find(({ value }) => value === word);
  return option && { ...answers, [name]: option.value };
}
