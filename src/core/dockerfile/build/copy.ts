import { wordsOf, type Instruction } from '../syntax';
import type { Build, BuiltStage, Moment } from './build';

/** Where COPY or a mount takes files from when it says `from=`. */
export type CopySource =
  | { readonly kind: 'stage'; readonly stage: BuiltStage; readonly isLater: boolean }
  | { readonly kind: 'no-such-stage' }
  | { readonly kind: 'image'; readonly reference: string };

/** `from` is a number, a stage name in any case (the last of that name counts), or else an image. */
export function copySource(build: Build, at: Moment, from: string): CopySource {
  const isNumber = /^[+-]?\d+$/.test(from);
  const stage = isNumber ? build.stages[Number(from)] : build.byName.get(from.toLowerCase());
  if (stage !== undefined)
    return { kind: 'stage', stage, isLater: stage.stage.index >= (at.stage?.stage.index ?? 0) };
  return isNumber ? { kind: 'no-such-stage' } : { kind: 'image', reference: from };
}

/** Does a word of this instruction name a heredoc rather than a file? */
const isHeredocWord = (instruction: Instruction, word: { readonly at: number }): boolean =>
  instruction.heredocs.some((heredoc) => heredoc.word.at === word.at);

/** The sources and the destination of COPY and ADD, without heredocs. */
export function copyWords(instruction: Instruction) {
  const words = wordsOf(instruction);
  return {
    sources: words.slice(0, -1).filter((word) => !isHeredocWord(instruction, word)),
    destination: words.at(-1),
  };
}
