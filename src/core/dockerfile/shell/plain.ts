// Shell text without quotes, expansions, redirects and keywords needs no parser: it is words with `&&`, `||`, `|`,
// `;` and line ends between them. Most of what Dockerfiles run is of this kind.
import { pieceOrigin, type Joined } from '../text/joined';
import type {
  ShellAssignment,
  ShellCommand,
  ShellConstruct,
  ShellOperator,
  ShellRedirect,
  ShellWord,
} from './command';

const plainText = /^[\w \t\n./:=@%+,&|;-]*$/;

/** Where a command may begin these mean something else. */
const keywords: ReadonlySet<string> = new Set(
  'case coproc do done elif else esac fi for function if in select then time until while'.split(' '),
);

interface Reading {
  readonly source: Joined;
  readonly commands: ShellCommand[];
  /** What joins the next command to the one before. */
  operator: ShellOperator;
  name: ShellWord | undefined;
  /** Of all commands, without their names: each is given its part. */
  readonly words: ShellWord[];
  /** How many of them earlier commands were given. */
  given: number;
  /** The piece of the source in which the last word ended. */
  piece: number;
}

/** The commands as the parser would list them; undefined where it must be asked. */
export function plainCommands(source: Joined): ShellCommand[] | undefined {
  const { text, ends } = source;
  if (ends !== undefined || !plainText.test(text)) return undefined;
  const reading: Reading = {
    source,
    commands: [],
    operator: 'first',
    name: undefined,
    words: [],
    given: 0,
    piece: 0,
  };
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code === space || code === tab) at++;
    else if (isWordEnd(code)) {
      const operator = operatorAt(text, at, code);
      if (operator === undefined || !join(reading, operator)) return undefined;
      at += operator.length;
    } else {
      const end = wordEnd(text, at);
      if (!addWord(reading, at, end)) return undefined;
      at = end;
    }
  }
  // The copy has no room to grow: a list that was pushed to has, and these are kept for each instruction.
  return join(reading, '\n') && isComplete(reading.operator) ? reading.commands.slice() : undefined;
}

const tab = 9;
const newline = 10;
const space = 32;
const ampersand = 38;
const semicolon = 59;
const bar = 124;

const isWordEnd = (code: number): boolean =>
  code <= space || code === ampersand || code === bar || code === semicolon;

function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isWordEnd(text.charCodeAt(at))) at++;
  return at;
}

function operatorAt(text: string, at: number, code: number): '\n' | ';' | '&&' | '||' | '|' | undefined {
  if (code === newline) return '\n';
  if (code === semicolon) return ';';
  const next = text.charCodeAt(at + 1);
  if (code === ampersand) return next === ampersand ? '&&' : undefined;
  if (next === ampersand) return undefined;
  return next === bar ? '||' : '|';
}

const isComplete = (operator: ShellOperator): boolean =>
  operator === 'first' || operator === ';' || operator === '\n';

/** Ends the command before an operator; false where there is none that it could join. */
function join(reading: Reading, operator: ShellOperator): boolean {
  const { name, words, given, commands } = reading;
  if (name === undefined) {
    // Lines may be blank, and may end behind an operator.
    if (operator === '\n' && reading.operator === ';') reading.operator = '\n';
    return operator === '\n';
  }
  const own = words.length === given ? noWords : words.slice(given);
  commands.push(new PlainCommand(name, own, reading.operator));
  reading.operator = operator;
  reading.name = undefined;
  reading.given = words.length;
  return true;
}

const noWords: readonly ShellWord[] = [];
const noAssignments: readonly ShellAssignment[] = [];
const noRedirects: readonly ShellRedirect[] = [];
const nowhere: readonly ShellConstruct[] = [];

/** Keeps what differs between plain words: a long file has tens of thousands of them. */
class PlainWord implements ShellWord {
  readonly raw: string;
  readonly start: number;
  readonly end: number;

  constructor(raw: string, start: number, end: number) {
    this.raw = raw;
    this.start = start;
    this.end = end;
  }

  get text(): string {
    return this.raw;
  }

  get literal(): boolean {
    return true;
  }

  get quoting(): ShellWord['quoting'] {
    return 'none';
  }

  get isPattern(): boolean {
    return false;
  }
}

class PlainCommand implements ShellCommand {
  readonly name: ShellWord;
  readonly words: readonly ShellWord[];
  readonly operator: ShellOperator;

  constructor(name: ShellWord, words: readonly ShellWord[], operator: ShellOperator) {
    this.name = name;
    this.words = words;
    this.operator = operator;
  }

  get start(): number {
    return this.name.start;
  }

  get end(): number {
    return (this.words.at(-1) ?? this.name).end;
  }

  get assignments(): readonly ShellAssignment[] {
    return noAssignments;
  }

  get redirects(): readonly ShellRedirect[] {
    return noRedirects;
  }

  get within(): readonly ShellConstruct[] {
    return nowhere;
  }
}

/** False for a keyword or an assignment where a command begins. */
function addWord(reading: Reading, from: number, to: number): boolean {
  const raw = reading.source.text.slice(from, to);
  const start = from + shiftAt(reading, from);
  const end = to + shiftAt(reading, to - 1);
  const word = new PlainWord(raw, start, end);
  if (reading.name !== undefined) reading.words.push(word);
  else {
    if (raw.includes('=') || keywords.has(raw)) return false;
    reading.name = word;
  }
  return true;
}

/** How far into the file the piece is moved that holds this offset; offsets are asked for in order. */
function shiftAt(reading: Reading, offset: number): number {
  const { source } = reading;
  const { cuts } = source;
  while ((cuts[reading.piece + 1] ?? Infinity) <= offset) reading.piece++;
  return pieceOrigin(source, reading.piece) - (cuts[reading.piece] ?? 0);
}
