// One joined line as an instruction. Which parser the arguments go through depends on the keyword alone.
import type { Arguments, Flag, Heredoc, Instruction, JsonFailure, ParseIssue } from '../syntax';
import { originalEnd, tokenOf, type Joined, type Token } from '../text/joined';
import { isBlank, skipSpace, trimEnd } from '../text/space';
import { flagIssues, readFlags } from './flags';
import { readJsonArray } from './jsonArray';
import { pairArguments, readNames, readPairs } from './pairs';
import { splitBlank } from './words';

interface Source {
  readonly numbers: Numbers;
  readonly line: Joined;
  readonly from: number;
  readonly to: number;
  readonly escape: number;
  readonly issues: ParseIssue[];
  readonly keyword: Token;
}

type Reader = (source: Source) => Arguments;

const nothing: Arguments = { kind: 'none' };

const readText: Reader = ({ line, from, to }) => ({ kind: 'text', text: tokenOf(line, from, to) });

const readWords: Reader = ({ line, from, to }) => ({ kind: 'words', words: splitBlank(line, from, to) });

const readCommand: Reader = (source) => readJson(source, shellForm);

const readList: Reader = (source) => readJson(source, wordsForm);

type Otherwise = (source: Source, notJson: JsonFailure | undefined) => Arguments;

const wordsForm: Otherwise = ({ line, from, to }, notJson) => {
  const words = splitBlank(line, from, to);
  return notJson === undefined ? { kind: 'words', words } : { kind: 'words', words, notJson };
};

const shellForm: Otherwise = ({ line, from, to }, notJson) => {
  const body = tokenOf(line, from, to);
  return notJson === undefined ? { kind: 'shell', body } : { kind: 'shell', body, notJson };
};

function readJson(source: Source, otherwise: Otherwise): Arguments {
  const { line, from, to } = source;
  const outcome = readJsonArray(line, source);
  if (outcome === undefined) return otherwise(source, undefined);
  if (outcome.kind === 'array') return { kind: 'json', words: outcome.words, whole: tokenOf(line, from, to) };
  if (outcome.failure.reason === 'not-strings') report(source, 'json-not-strings', outcome.failure);
  return otherwise(source, outcome.failure);
}

const readShell: Reader = (source) => {
  const given = readCommand(source);
  if (given.kind === 'shell') report(source, 'shell-not-json', given.body);
  return given;
};

const readEnvironment: Reader = (source) => {
  const read = readPairs(source);
  for (const issue of read.issues) source.issues.push(issue);
  return pairArguments(read);
};

const readArgument: Reader = (source) => {
  const read = readNames(source);
  for (const issue of read.issues) source.issues.push(issue);
  return pairArguments(read);
};

const readHealth: Reader = (source) => {
  const { line, from, to } = source;
  let typeEnd = from;
  while (typeEnd < to && !isBlank(line.text.charCodeAt(typeEnd))) typeEnd++;
  const type = tokenOf(line, from, typeEnd);
  const start = skipSpace(line.text, typeEnd, to);
  const command = start < to ? readCommand({ ...source, from: start }) : nothing;
  const name = type.raw.toUpperCase();
  const isRight = name === 'CMD' ? command.kind !== 'none' : name === 'NONE' && command.kind === 'none';
  if (!isRight) report(source, 'health-type', type);
  return { kind: 'health', type, command };
};

const readTrigger: Reader = (source) => {
  const instruction = readInstruction(source.line, source.from, source.to, source);
  if (instruction === undefined) return nothing;
  const { name, keyword } = instruction;
  if (name === 'ONBUILD') report(source, 'trigger-nested', keyword);
  if (name === 'FROM' || name === 'MAINTAINER') report(source, 'trigger-forbidden', keyword);
  return { kind: 'trigger', instruction };
};

const readers: ReadonlyArray<readonly [name: string, read: Reader]> = [
  ['ADD', readList],
  ['ARG', readArgument],
  ['CMD', readCommand],
  ['COPY', readList],
  ['ENTRYPOINT', readCommand],
  ['ENV', readEnvironment],
  ['EXPOSE', readWords],
  ['FROM', readWords],
  ['HEALTHCHECK', readHealth],
  ['LABEL', readEnvironment],
  ['MAINTAINER', readText],
  ['ONBUILD', readTrigger],
  ['RUN', readCommand],
  ['SHELL', readShell],
  ['STOPSIGNAL', readText],
  ['USER', readText],
  ['VOLUME', readList],
  ['WORKDIR', readText],
];

interface Kind {
  /** One string for all instructions of a kind: it is hashed once, and compared by its address. */
  readonly name: string;
  readonly read: Reader;
}

const kinds: ReadonlyMap<string, Kind> = new Map(readers.map(([name, read]) => [name, { name, read }]));

const firstLetter = 65;

/** By their first letter, from A. */
const kindsByLetter: ReadonlyArray<readonly Kind[]> = Array.from({ length: 26 }, (_, letter) =>
  [...kinds.values()].filter(({ name }) => name.charCodeAt(0) === firstLetter + letter),
);

/** The kind of a keyword in capitals: it is compared where it stands, as to cut it out takes longer. */
function kindAt(text: string, start: number, end: number): Kind | undefined {
  const length = end - start;
  for (const kind of kindsByLetter[text.charCodeAt(start) - firstLetter] ?? noKinds)
    if (kind.name.length === length && text.startsWith(kind.name, start)) return kind;
  return undefined;
}

const noKinds: readonly Kind[] = [];

export const instructionNames: readonly string[] = readers.map(([name]) => name);

const noFlags: readonly Flag[] = [];
const noHeredocs: readonly Heredoc[] = [];

const mayBeEmpty: ReadonlySet<string> = new Set(['CMD', 'ENTRYPOINT', 'RUN']);

/** Gives out the numbers of instructions. */
export interface Numbers {
  next: number;
}

interface Context {
  readonly escape: number;
  readonly issues: ParseIssue[];
  readonly numbers: Numbers;
  /** Set while the trigger of an ONBUILD is read: a second ONBUILD is not followed. */
  readonly keyword?: Token;
}

/** Undefined when there is nothing but white space. */
export function readInstruction(
  line: Joined,
  offset: number,
  limit: number,
  context: Context,
): Instruction | undefined {
  const { text } = line;
  const start = skipSpace(text, offset, limit);
  const to = trimEnd(text, start, limit);
  if (start === to) return undefined;
  let keywordEnd = start;
  while (keywordEnd < to && !isBlank(text.charCodeAt(keywordEnd))) keywordEnd++;
  const capital = kindAt(text, start, keywordEnd);
  const written = capital?.name ?? text.slice(start, keywordEnd);
  const kind = capital ?? kinds.get(written.toUpperCase());
  const name = kind?.name ?? written.toUpperCase();
  const keyword = tokenOf(line, start, keywordEnd, written);
  const next = skipSpace(text, keywordEnd, to);
  const read = text.startsWith('--', next) ? readFlags(line, next, to) : undefined;
  const flags = read?.flags ?? noFlags;
  const { escape, issues, numbers } = context;
  const number = numbers.next++;
  const from = read?.next ?? next;
  const source: Source = { numbers, line, from, to, escape, issues, keyword };
  const isNested = name === 'ONBUILD' && context.keyword !== undefined;
  const reader = isNested ? readWords : kind?.read;
  if (reader === undefined) report(source, 'unknown-instruction', keyword);
  else if (flags.length > 0) issues.push(...flagIssues(name, flags));
  const given = from < to ? (reader ?? readWords)(source) : nothing;
  if (given.kind === 'none' && reader !== undefined && !mayBeEmpty.has(name))
    report(source, 'missing-arguments', keyword);
  const end = originalEnd(line, to);
  return {
    start: keyword.start,
    end,
    number,
    name,
    keyword,
    flags,
    arguments: given,
    heredocs: noHeredocs,
    line,
  };
}

function report(
  { issues, keyword }: Source,
  code: ParseIssue['code'],
  at: { start: number; end: number },
): void {
  issues.push({ start: at.start, end: at.end, code, detail: keyword.raw });
}
