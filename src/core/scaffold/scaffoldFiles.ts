import { settle } from './settle';
import type { Answers, Template } from './template';
import { isFulfilled } from './template';
import { fillIn, valuesOf } from './valuesOf';

/** A file of a new container; its path is relative to the container's folder. */
export interface ScaffoldFile {
  readonly path: string;
  readonly text: string;
  readonly executable: boolean;
}

export interface Container {
  readonly name: string;
  /** What was chosen; questions that it leaves out have their default. */
  readonly answers: Answers;
}

/** The texts of a template that these answers take. */
export function takenTexts(template: Template, chosen: Answers): readonly string[] {
  const { answers } = settle(template, chosen);
  return template.files
    .filter(({ when }) => isFulfilled(when, answers))
    .flatMap(({ parts }) => parts.filter(({ when }) => isFulfilled(when, answers)).map(({ from }) => from));
}

/** What is to be written. `textOf` has each text of `takenTexts`. */
export function scaffoldFiles(
  template: Template,
  { name, answers: chosen }: Container,
  textOf: (from: string) => string,
): readonly ScaffoldFile[] {
  const { answers } = settle(template, chosen);
  const values = valuesOf(template, name, answers);
  return template.files.flatMap(({ path, when, parts, executable }) => {
    const taken = isFulfilled(when, answers) ? parts.filter((part) => isFulfilled(part.when, answers)) : [];
    if (taken.length === 0) return [];
    const text = taken.map(({ from }) => fillIn(textOf(from), values)).join('');
    return [{ path: fillIn(path, values), text, executable }];
  });
}
