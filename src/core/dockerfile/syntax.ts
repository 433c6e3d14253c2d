// What a Dockerfile is, as BuildKit reads it, with the place of every token in the file.
import type { Joined, Token } from './text/joined';
import type { Range } from './text/range';

export interface Dockerfile {
  readonly text: string;
  /** How its lines end, or some of them. */
  readonly newline: '\n' | '\r\n';
  /** The escape character that is in force: a backslash unless a directive says backtick. */
  readonly escape: string;
  readonly directives: readonly Directive[];
  /** Every comment line in order, those inside continued instructions too; no directives. */
  readonly comments: readonly Comment[];
  readonly instructions: readonly Instruction[];
  /** Every keyword is in capitals, those inside ONBUILD aside. */
  readonly inCapitals: boolean;
  readonly issues: readonly ParseIssue[];
}

export interface Directive extends Range {
  readonly name: 'syntax' | 'escape' | 'check';
  readonly value: string;
  readonly valueRange: Range;
}

/** `text` is what follows the `#`, trimmed; the range begins at the `#`. */
export interface Comment extends Range {
  readonly text: string;
}

/** The range runs from the keyword to the end of the arguments, or of the last heredoc. */
export interface Instruction extends Range {
  /** Counts the instructions of the file, those inside ONBUILD too; what is known of each is kept by it, as arrays are quicker than maps. */
  readonly number: number;
  /** The keyword in capitals. */
  readonly name: string;
  readonly keyword: Token;
  readonly flags: readonly Flag[];
  readonly arguments: Arguments;
  readonly heredocs: readonly Heredoc[];
  /** The joined line; the `at` of every token counts in it. */
  readonly line: Joined;
}

export type Arguments =
  | { readonly kind: 'none' }
  | { readonly kind: 'words'; readonly words: readonly Word[]; readonly notJson?: JsonFailure }
  | { readonly kind: 'json'; readonly words: readonly Word[]; readonly whole: Token }
  | { readonly kind: 'shell'; readonly body: Token; readonly notJson?: JsonFailure }
  | { readonly kind: 'pairs'; readonly pairs: readonly Pair[]; readonly legacy: boolean }
  | { readonly kind: 'text'; readonly text: Token }
  | { readonly kind: 'trigger'; readonly instruction: Instruction }
  | { readonly kind: 'health'; readonly type: Token; readonly command: Arguments };

/** A word of the arguments. `value` is decoded JSON, or the raw word: quotes and variables are for `expand`. */
export interface Word extends Token {
  readonly value: string;
}

/** `--name=value`; quotes and backslashes are already taken off the value, as BuildKit does it. */
export interface Flag extends Token {
  readonly name: string;
  readonly value: string | undefined;
  readonly valueRange: Range | undefined;
}

/** `key=value` of ENV, LABEL and ARG, both sides raw; ARG may lack the value. */
export interface Pair extends Token {
  /** What the key says, and the value, for who does not need its place: that takes longer to find. */
  readonly name: string;
  readonly given: string | undefined;
  /** Where the `=` is in the joined line, if there is one. */
  readonly equals: number | undefined;
  readonly key: Token;
  readonly value: Token | undefined;
}

/** The arguments begin with `[` but are not a JSON array of strings: why not, and where. */
export interface JsonFailure extends Range {
  readonly reason: JsonFailureReason;
}

export type JsonFailureReason =
  | 'bad-escape'
  | 'control-character'
  | 'expected-comma'
  | 'expected-string'
  | 'missing-comma'
  | 'not-strings'
  | 'single-quotes'
  | 'trailing-comma'
  | 'trailing-text'
  | 'unclosed'
  | 'unclosed-string';

export interface Heredoc {
  readonly name: string;
  /** `3<<EOF` as it is written. */
  readonly word: Token;
  readonly descriptor: number | undefined;
  /** Not quoted: variables of the body are expanded. */
  readonly expands: boolean;
  /** `<<-`: leading tabs are dropped from the body and the terminator. */
  readonly unindents: boolean;
  readonly body: Range;
  /** Undefined when the file, or the next instruction, comes first. */
  readonly terminator: Range | undefined;
}

export interface ParseIssue extends Range {
  readonly code: ParseIssueCode;
  /** The name or word at fault, for the message. */
  readonly detail: string;
}

/** All but `empty-continuation` fail the build. */
export type ParseIssueCode =
  | 'before-from'
  | 'blank-name'
  | 'duplicate-directive'
  | 'duplicate-flag'
  | 'empty-continuation'
  | 'flag-value-missing'
  | 'flag-value-not-boolean'
  | 'from-arguments'
  | 'health-type'
  | 'heredoc-destination'
  | 'heredoc-unterminated'
  | 'invalid-escape'
  | 'json-not-strings'
  | 'missing-arguments'
  | 'missing-destination'
  | 'missing-equals'
  | 'missing-value'
  | 'no-instructions'
  | 'shell-not-json'
  | 'stage-name'
  | 'trigger-forbidden'
  | 'trigger-nested'
  | 'unknown-flag'
  | 'unknown-instruction';

/** A place for each instruction, by its number. They are all there from the start: an array that grows by leaps becomes a map. */
export function slotsFor<T>({ instructions }: Dockerfile): Array<T | undefined> {
  const slots: Array<T | undefined> = [];
  const last = instructions.at(-1);
  if (last !== undefined) slots.length = unwrapTrigger(last).number + 1;
  return slots;
}

const noWords: readonly Word[] = [];
const noPairs: readonly Pair[] = [];

/** The words of the arguments, JSON or not; none for other kinds. */
export function wordsOf(instruction: Instruction): readonly Word[] {
  const { arguments: given } = instruction;
  return given.kind === 'words' || given.kind === 'json' ? given.words : noWords;
}

export const pairsOf = (instruction: Instruction): readonly Pair[] =>
  instruction.arguments.kind === 'pairs' ? instruction.arguments.pairs : noPairs;

export const flagOf = (instruction: Instruction, name: string): Flag | undefined =>
  instruction.flags.find((flag) => flag.name === name);

/** Is this the instruction of that name, or ONBUILD of it? Gives the one that does the work. */
export const unwrapTrigger = (instruction: Instruction): Instruction =>
  instruction.arguments.kind === 'trigger' ? instruction.arguments.instruction : instruction;

/** The place of the instruction that holds this offset, or of the first behind it. */
export function indexFrom(instructions: readonly Instruction[], offset: number): number {
  let low = 0;
  let high = instructions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instructions[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const instructionFrom = (
  instructions: readonly Instruction[],
  offset: number,
): Instruction | undefined => instructions[indexFrom(instructions, offset)];
