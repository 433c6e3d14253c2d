import type { Expansion, Reference } from '../../../../build/expansion';
import type { Instruction } from '../../../../syntax';
import { originalRange, type Token } from '../../../../text/joined';
import type { Range } from '../../../../text/range';

/** A use of a variable that must have a value: `$X`, `${X}`, but not `${X:-y}`. */
export interface Use {
  readonly name: string;
  /** The whole reference. */
  readonly whole: Range;
  /** The name alone. */
  readonly word: Range;
}

export function usesIn({ line }: Instruction, token: Token, { references }: Expansion): readonly Use[] {
  return references.flatMap((reference) => {
    const nameAt = token.at + nameStart(token.raw, reference);
    const behind = token.raw.slice(nameStart(token.raw, reference) + reference.name.length, reference.end);
    if (/^:?[-+?]/.test(behind)) return [];
    return [
      {
        name: reference.name,
        whole: originalRange(line, token.at + reference.at, token.at + reference.end),
        word: originalRange(line, nameAt, nameAt + reference.name.length),
      },
    ];
  });
}

const nameStart = (raw: string, { at }: Reference): number => at + (raw[at + 1] === '{' ? 2 : 1);
