/** What somebody said to the questions of a template, by the name of the question. */
export type Answers = Readonly<Record<string, string>>;

/** Agrees when each question that it names has one of these answers. */
export type Condition = Readonly<Record<string, readonly string[]>>;

/** Of which one has to agree; always fulfilled without any. */
export type When = readonly Condition[] | undefined;

export interface Option {
  readonly value: string;
  readonly label: string;
  /** One sentence on when to choose it. */
  readonly detail: string;
  readonly when: When;
}

export interface Question {
  readonly name: string;
  readonly text: string;
  /** The first that is left is the default. */
  readonly options: readonly Option[];
  /** The options are regions of AWS: those are left where its images are. */
  readonly asksRegion: boolean;
  readonly when: When;
}

/** What is put in the place of `{{name}}`. The first of a name that agrees counts. */
export interface Value {
  readonly name: string;
  readonly when: When;
  /** May hold values that come before it. */
  readonly text: string | undefined;
  /** A repository of AWS, for its newest image, or `repository:tag`; the value is its address in the region. */
  readonly image: string | undefined;
}

/** A text of the template that goes into a file. Parts follow one another in it. */
export interface Part {
  readonly from: string;
  readonly when: When;
}

/** A file of the container. It is written when one of its parts is. */
export interface TemplateFile {
  readonly path: string;
  readonly parts: readonly Part[];
  readonly executable: boolean;
  readonly when: When;
}

/** What can be asked about a container, and which files follow from the answers. */
export interface Template {
  readonly title: string;
  readonly detail: string;
  readonly questions: readonly Question[];
  readonly values: readonly Value[];
  readonly files: readonly TemplateFile[];
}

export const isFulfilled = (when: When, answers: Answers): boolean =>
  when?.some((condition) => agrees(condition, answers)) ?? true;

const agrees = (condition: Condition, answers: Answers): boolean =>
  Object.entries(condition).every(([name, allowed]) => {
    const answer = Object.hasOwn(answers, name) ? answers[name] : undefined;
    return answer !== undefined && allowed.includes(answer);
  });
