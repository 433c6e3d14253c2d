// Edits that rules share. They keep comments, the line ends of the file and what is continued.
import type { Dockerfile, Instruction, Pair } from '../syntax';
import { pairsOf } from '../syntax';
import type { Range } from '../text/range';
import type { Edit } from './finding';

export const lineEndOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

/** A line of its own before the instruction. */
export function lineBefore({ text }: Dockerfile, instruction: Range, line: string): Edit {
  const at = lineStart(text, instruction.start);
  return { start: at, end: at, text: `${line}${lineEndOf(text)}` };
}

export function lineAfter({ text }: Dockerfile, instruction: Range, line: string): Edit {
  return { start: instruction.end, end: instruction.end, text: `${lineEndOf(text)}${line}` };
}

/** The instruction with its line end. */
export function withoutInstruction({ text }: Dockerfile, { start, end }: Range): Edit {
  const newline = text.indexOf('\n', end);
  return { start: lineStart(text, start), end: newline < 0 ? text.length : newline + 1, text: '' };
}

/** ENV, ARG or LABEL without one of its pairs; without the last one there is no instruction. */
export function withoutPair(dockerfile: Dockerfile, instruction: Instruction, pair: Pair): Edit {
  const pairs = pairsOf(instruction);
  const at = pairs.indexOf(pair);
  const [before, next] = [pairs[at - 1], pairs[at + 1]];
  if (!before && !next) return withoutInstruction(dockerfile, instruction);
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
