import type { Answers } from './answers';
import { questionNames } from './questions';
import type { Condition, Part } from './template';

/** A file of a new container; its path is relative to the container's folder. */
export interface ScaffoldFile {
  readonly path: string;
  readonly text: string;
  readonly executable: boolean;
}

export interface Container {
  readonly name: string;
  readonly answers: Answers;
}

/** The parts of a template that these answers take. */
export const takenParts = (template: readonly Part[], answers: Answers): readonly Part[] =>
  template.filter(({ when }) => when?.some((condition) => agrees(condition, answers)) ?? true);

const agrees = (condition: Condition, answers: Answers): boolean =>
  questionNames.every((name) => {
    const allowed: readonly string[] | undefined = condition[name];
    return allowed?.includes(answers[name]) ?? true;
  });

/** What is to be written. `textOf` has the text of each taken part. */
export function scaffoldFiles(
  template: readonly Part[],
  { name, answers }: Container,
  textOf: (from: string) => string,
): readonly ScaffoldFile[] {
  const values = { name, ...answers, framework: frameworkNames[answers.framework] };
  const files = new Map<string, ScaffoldFile>();
  for (const part of takenParts(template, answers)) {
    const path = fillIn(part.path, values);
    const begun = files.get(path);
    const text = (begun?.text ?? '') + fillIn(textOf(part.from), values);
    files.set(path, { path, text, executable: begun?.executable ?? part.executable ?? false });
  }
  return [...files.values()];
}

const frameworkNames = {
  'scikit-learn': 'scikit-learn',
  python: 'no framework',
} as const;

/** Puts values in the place of `{{word}}`. Other braces stay: GitHub and Docker have their own. */
const fillIn = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{\{([a-z]+)\}\}/g, (braces, word: string) =>
    Object.hasOwn(values, word) ? (values[word] ?? braces) : braces,
  );
