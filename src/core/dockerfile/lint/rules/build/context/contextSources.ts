import { before } from '../../../../build/build';
import { copyWords } from '../../../../build/copy';
import { contextPath } from '../../../../context/sources';
import { flagOf, type Instruction, type Word } from '../../../../syntax';
import type { View } from '../../../view';
import { Notes } from '../../../../text/notes';

/** Something that COPY or ADD takes from the context, by its path there; `.` is the whole of it. */
export interface ContextSource {
  readonly instruction: Instruction;
  readonly word: Word;
  readonly path: string;
  readonly isPattern: boolean;
}

const sources = new Notes<View, readonly ContextSource[]>();

/** Those whose path is known, in every stage; URLs and other stages left out. */
export function contextSources(view: View): readonly ContextSource[] {
  let found = sources.get(view);
  if (found === undefined) {
    found = [...view.named('COPY'), ...view.named('ADD')].flatMap((each) => sourcesOf(view, each));
    sources.set(view, found);
  }
  return found;
}

function sourcesOf({ build }: View, instruction: Instruction): readonly ContextSource[] {
  if (flagOf(instruction, 'from') !== undefined) return [];
  const moment = before(build, instruction);
  return copyWords(instruction).sources.flatMap((word) => {
    const path = contextPath(build, moment, word.value);
    if (path === undefined || path.includes('\\')) return [];
    return [{ instruction, word, path: path === '' ? '.' : path, isPattern: /[*?[\]]/.test(path) }];
  });
}
