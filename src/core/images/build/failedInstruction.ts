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
  if (wanted === '') return undefined;
  // By the first way that leads anywhere.
  for (const fits of [isSame, isFilledIn, isNear]) {
    const found = instructions.filter((each) => fits(plain(textOf(text, each)), wanted));
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
  }
  return undefined;
}

function instructionAt(instructions: readonly Instruction[], text: string, line: number): Range | undefined {
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
  return instructions.findLast(({ start }) => lineOf(start) <= line);
}

const isSame = (instruction: string, step: string): boolean => instruction === step;

/** BuildKit names a step with its variables filled in. */
function isFilledIn(instruction: string, step: string): boolean {
  const [first = '', ...others] = instruction.split(variable);
  if (others.length === 0 || !step.startsWith(first)) return false;
  let at = first.length;
  const last = others.pop() ?? '';
  for (const part of others) {
    const next = step.indexOf(part, at);
    if (next < 0) return false;
    at = next + part.length;
  }
  return step.endsWith(last) && step.length - last.length >= at;
}

const variable = /\$(?:\{[^}]*\}|\w+)/;

/** It shortens what is long. */
function isNear(instruction: string, step: string): boolean {
  const [first = ''] = step.split(/\$|…|\.\.\./);
  return first.length > 5 && (instruction.startsWith(first) || step.startsWith(instruction));
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
