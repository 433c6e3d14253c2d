import { evaluate } from '../../dockerfile/build/evaluate';
import { parse } from '../../dockerfile/parse/parse';
import type { Instruction } from '../../dockerfile/syntax';
import type { Range } from '../../dockerfile/text/range';
import type { BuildFailure } from './buildFailure';

/** The instruction that failed; nothing when the words of the engine lead to none, or to several. */
export function failedInstruction(text: string, { step, base, reason }: BuildFailure): Range | undefined {
  const dockerfile = parse(text);
  const { instructions } = dockerfile;
  const said = /(?:dockerfile parse error|Dockerfile parse error)(?: on)? line (\d+)/i.exec(reason)?.[1];
  if (said !== undefined) return instructionAt(instructions, text, Number(said));
  if (base !== undefined) {
    const stage = evaluate(dockerfile).stages.find(
      (each) => each.base.kind === 'image' && sameImage(each.base.reference.value, base),
    );
    return stage?.stage.from;
  }
  const wanted = plain(step);
  const found = instructions.filter((each) => plain(textOf(text, each)) === wanted);
  const near =
    found.length > 0 ? found : instructions.filter((each) => isNear(plain(textOf(text, each)), wanted));
  return near.length === 1 ? near[0] : undefined;
}

function instructionAt(instructions: readonly Instruction[], text: string, line: number): Range | undefined {
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
  return instructions.findLast(({ start }) => lineOf(start) <= line);
}

/** BuildKit shortens what is long, and fills in variables. */
function isNear(instruction: string, step: string): boolean {
  const [first = ''] = step.split(/\$|…|\.\.\./);
  return step !== '' && first.length > 5 && (instruction.startsWith(first) || step.startsWith(instruction));
}

const sameImage = (written: string, told: string): boolean =>
  [told, `${told}:latest`].includes(written) ||
  `${written}:latest` === told ||
  told.startsWith(`${written}@`);

const textOf = (text: string, { start, end }: Range): string => text.slice(start, end);

/** Joined lines, single spaces, no comments between: as the engine names a step. */
const plain = (text: string): string =>
  text
    .replaceAll(/\\[ \t]*\r?\n(?:[ \t]*#.*\r?\n)*/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
