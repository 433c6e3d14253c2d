// What the templates make, without a disk.
import { readFileSync } from 'node:fs';
import type { Answers } from '../../../src/core/scaffold/answers';
import { questions } from '../../../src/core/scaffold/questions';
import type { ScaffoldFile } from '../../../src/core/scaffold/scaffoldFiles';
import { scaffoldFiles } from '../../../src/core/scaffold/scaffoldFiles';
import { ownContainer } from '../../../src/core/scaffold/template';

const templates = new URL('../../../media/scaffold/own/', import.meta.url);

export const scaffolded = (answers: Answers, name = 'iris'): readonly ScaffoldFile[] =>
  scaffoldFiles(ownContainer, { name, answers }, (from) => readFileSync(new URL(from, templates), 'utf8'));

/** Every combination of answers, also those where one of them means nothing. */
export const everyAnswer: readonly Answers[] = questions.framework.options.flatMap(({ value: framework }) =>
  questions.purpose.options.flatMap(({ value: purpose }) =>
    questions.server.options.flatMap(({ value: server }) =>
      questions.python.options.map(({ value: python }) => ({ framework, purpose, server, python })),
    ),
  ),
);

export const wordsOf = (answers: Answers): string => Object.values(answers).join(', ');
