// Edits that take one thing out of a list. They keep comments and what is continued.
import type { Dockerfile, Instruction, Pair } from '../../syntax';
import { pairsOf } from '../../syntax';
import type { Range } from '../../text/range';
import type { Edit } from '../finding';
import { deleteLines } from './lineEdits';

/** ENV, ARG or LABEL without one of its pairs; without the last one there is no instruction. */
export function withoutPair(dockerfile: Dockerfile, instruction: Instruction, pair: Pair): Edit {
  const pairs = pairsOf(instruction);
  const at = pairs.indexOf(pair);
  const [before, next] = [pairs[at - 1], pairs[at + 1]];
  if (!before && !next) return deleteLines(dockerfile, instruction);
  return withoutWord(dockerfile, pair, before, next);
}

/** Without a word of a list: with the white space before it, or after it if it is the first. */
export function withoutWord(
  { text }: Dockerfile,
  word: Range,
  before: Range | undefined,
  next: Range | undefined,
): Edit {
  if (before && !text.slice(before.end, word.start).includes('#'))
    return { start: before.end, end: word.end, text: '' };
  if (next && !text.slice(word.end, next.start).includes('#'))
    return { start: word.start, end: next.start, text: '' };
  return { start: word.start, end: word.end, text: '' };
}
