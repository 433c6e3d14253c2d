// Variables, quotes and escapes of one word, as BuildKit's shell lexer treats them.
import type { Expansion, ExpansionError, Lookup, Reference, Variable } from './expansion';
import { parsePattern, replaced, withoutPrefix, withoutSuffix, type Pattern } from './pattern';

export interface ExpandOptions {
  /** The escape character of the file. */
  readonly escape?: string;
  /** Quotes mean nothing: the body of a heredoc. */
  readonly keepQuotes?: boolean;
}

interface Walk {
  readonly word: string;
  readonly lookup: Lookup;
  readonly escape: string;
  readonly keepQuotes: boolean;
  unresolved: Set<string> | undefined;
  references: Reference[] | undefined;
  at: number;
  depth: number;
  room: number;
  known: boolean;
  error: ExpansionError | undefined;
}

const deepest = 100;
/**
 * `ENV A=$A$A` doubles with each line. A variable that would make those of a word longer than this together is
 * left out, and the value is not known.
 */
const longestValues = 4096;

const nothing: readonly never[] = [];

/** Nothing to expand, no quotes to take off. */
export function isPlain(word: string, escape: string, keepQuotes = false): boolean {
  const escapeCode = escape.charCodeAt(0);
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    if (code === dollar || code === escapeCode) return false;
    if (!keepQuotes && (code === singleQuote || code === doubleQuote)) return false;
  }
  return true;
}

const doubleQuote = 34;
const dollar = 36;
const singleQuote = 39;

export const plainExpansion = (word: string): Expansion => ({
  value: word,
  known: true,
  unresolved: nothing,
  references: nothing,
  error: undefined,
});

export function expand(word: string, lookup: Lookup, options: ExpandOptions = {}): Expansion {
  const { escape = '\\', keepQuotes = false } = options;
  if (isPlain(word, escape, keepQuotes)) return plainExpansion(word);
  const walk: Walk = {
    word,
    lookup,
    escape,
    keepQuotes,
    unresolved: undefined,
    references: undefined,
    at: 0,
    depth: 0,
    room: longestValues,
    known: true,
    error: undefined,
  };
  const value = walkUntil(walk, '', false);
  const { error, references = nothing } = walk;
  const unresolved = walk.unresolved === undefined ? nothing : [...walk.unresolved];
  if (error !== undefined) return { value: word, known: false, unresolved, references, error };
  return { value, known: walk.known, unresolved, references, error };
}

/** After the first error the walk is at the end of the word, so that every loop ends. */
function fail(walk: Walk, code: ExpansionError['code'], at: number): string {
  walk.error ??= { code, at };
  walk.at = walk.word.length;
  return '';
}

/** The value of a variable, if there is room for it. */
function take(walk: Walk, value: string): string {
  if (value.length > walk.room) {
    walk.known = false;
    return '';
  }
  walk.room -= value.length;
  return value;
}

/** Reads to the stop character and past it, or to the end of the word when there is none. */
function walkUntil(walk: Walk, stop: string, keepEscapes: boolean): string {
  const { word, escape } = walk;
  const start = walk.at;
  let value = '';
  while (walk.at < word.length) {
    const character = word[walk.at] ?? '';
    if (character === stop && stop !== '') {
      walk.at++;
      return value;
    }
    if (character === '$') value += walkDollar(walk);
    else if (character === "'" && !walk.keepQuotes) value += walkSingleQuoted(walk);
    else if (character === '"' && !walk.keepQuotes) value += walkDoubleQuoted(walk, keepEscapes);
    else if (character === escape) {
      value += (keepEscapes ? character : '') + (word[walk.at + 1] ?? '');
      walk.at += 2;
    } else {
      const end = plainEnd(word, walk.at + 1, escape, stop);
      value += word.slice(walk.at, end);
      walk.at = end;
    }
  }
  return stop === '' ? value : fail(walk, 'unclosed-brace', start);
}

/** The end of a stretch in which no character means anything. */
function plainEnd(word: string, from: number, escape: string, stop: string): number {
  let at = from;
  for (; at < word.length; at++) {
    const character = word[at] ?? '';
    if (character === '$' || character === "'" || character === '"') break;
    if (character === escape || character === stop) break;
  }
  return at;
}

function walkSingleQuoted(walk: Walk): string {
  const close = walk.word.indexOf("'", walk.at + 1);
  if (close < 0) return fail(walk, 'unclosed-quote', walk.at);
  const value = walk.word.slice(walk.at + 1, close);
  walk.at = close + 1;
  return value;
}

function walkDoubleQuoted(walk: Walk, keepEscapes: boolean): string {
  const { word, escape } = walk;
  const start = walk.at++;
  let value = '';
  while (walk.at < word.length) {
    const character = word[walk.at] ?? '';
    if (character === '"') {
      walk.at++;
      return value;
    }
    if (character === '$') {
      value += walkDollar(walk);
      continue;
    }
    walk.at++;
    const next = word[walk.at] ?? '';
    if (character !== escape) value += character;
    else if (next === '"' || next === '$' || next === escape) {
      value += (keepEscapes ? character : '') + next;
      walk.at++;
    } else if (next !== '') value += keepEscapes ? character + character : character;
  }
  return fail(walk, 'unclosed-quote', start);
}

const variableName = /[@*#?\-$!]|\d+|[\p{L}_][\p{L}\p{Nd}_]*/uy;

function walkName(walk: Walk): string {
  const end = asciiEnd(walk.word, walk.at);
  if (end > walk.at) {
    const name = walk.word.slice(walk.at, end);
    walk.at = end;
    return name;
  }
  variableName.lastIndex = walk.at;
  const name = variableName.exec(walk.word)?.[0] ?? '';
  walk.at += name.length;
  return name;
}

/** The end of a name of ASCII letters and digits; the start where it is none, or not surely a whole one. */
export function asciiEnd(word: string, start: number): number {
  const first = word.charCodeAt(start) | 32;
  if ((first < 97 || first > 122) && word[start] !== '_') return start;
  let at = start + 1;
  for (; at < word.length; at++) {
    const code = word.charCodeAt(at);
    if (code > 127) return start;
    const isLetter = (code | 32) >= 97 && (code | 32) <= 122;
    if (!isLetter && code !== 95 && (code < 48 || code > 57)) break;
  }
  return at;
}

function walkDollar(walk: Walk): string {
  const start = walk.at++;
  if (walk.word[walk.at] !== '{') {
    const name = walkName(walk);
    if (name === '') return '$';
    refer(walk, referenceCount(walk), { name, at: start, end: walk.at });
    return plainValue(walk, name);
  }
  if (walk.depth >= deepest) return fail(walk, 'too-deep', start);
  walk.depth++;
  walk.at++;
  const value = walkBraces(walk, start);
  walk.depth--;
  return value;
}

const referenceCount = ({ references }: Walk): number => references?.length ?? 0;

function refer(walk: Walk, slot: number, reference: Reference): void {
  // Mostly there is one: a list that is pushed to takes room for seventeen.
  if (walk.references === undefined) walk.references = [reference];
  else walk.references.splice(slot, 0, reference);
}

function walkBraces(walk: Walk, start: number): string {
  const first = walk.word[walk.at];
  if (first === undefined) return fail(walk, 'unclosed-brace', start);
  if ('{}:'.includes(first)) return fail(walk, 'bad-substitution', start);
  const slot = referenceCount(walk);
  const name = walkName(walk);
  let modifier = walk.word[walk.at++];
  if (modifier === undefined) return fail(walk, 'unclosed-brace', start);
  let value: string;
  if (modifier === '}') value = plainValue(walk, name);
  else if (modifier === '/') value = walkReplacement(walk, name, start);
  else {
    const emptyIsUnset = modifier === ':';
    if (emptyIsUnset) modifier = walk.word[walk.at++];
    if (modifier === undefined) return fail(walk, 'unclosed-brace', start);
    const read = { name, modifier, emptyIsUnset, start };
    if (!'+-?#%'.includes(modifier)) return fail(walk, 'bad-substitution', start);
    value = walkModifier(walk, read);
  }
  refer(walk, slot, { name, at: start, end: walk.at });
  return value;
}

function leaveOpen(walk: Walk, name: string): void {
  walk.unresolved ??= new Set();
  walk.unresolved.add(name);
}

function plainValue(walk: Walk, name: string): string {
  const variable = walk.lookup(name);
  if (variable.kind === 'set') {
    walk.known &&= variable.known;
    return take(walk, variable.value);
  }
  leaveOpen(walk, name);
  walk.known &&= variable.kind === 'unset';
  return '';
}

interface Modified {
  readonly name: string;
  readonly modifier: string;
  readonly emptyIsUnset: boolean;
  readonly start: number;
}

function walkModifier(walk: Walk, { name, modifier, emptyIsUnset, start }: Modified): string {
  const isTrim = modifier === '#' || modifier === '%';
  const knownBefore = walk.known;
  const word = walkUntil(walk, '}', isTrim);
  const knownWord = walk.known;
  if (walk.error !== undefined) return '';
  const variable = walk.lookup(name);
  if (variable.kind !== 'set') leaveOpen(walk, name);
  if (isTrim) return trimmed(walk, { variable, modifier, word, start });
  const isSet = variable.kind === 'set' && !(emptyIsUnset && variable.value === '');
  const usesWord = isSet === (modifier === '+');
  const isCertain = variable.kind === 'set' ? variable.known : variable.kind !== 'foreign';
  walk.known = (usesWord && modifier !== '?' ? knownWord : knownBefore) && isCertain;
  if (usesWord) {
    if (modifier !== '?') return word;
    return isCertain ? fail(walk, 'required', start) : '';
  }
  return modifier === '+' || variable.kind !== 'set' ? '' : take(walk, variable.value);
}

interface Trim {
  readonly variable: Variable;
  readonly modifier: string;
  readonly word: string;
  readonly start: number;
}

function trimmed(walk: Walk, { variable, modifier, word, start }: Trim): string {
  const longest = word[0] === modifier;
  const value = variable.kind === 'set' ? variable.value : '';
  walk.known &&= variable.kind === 'set' ? variable.known : variable.kind === 'unset';
  const pattern = patternOf(walk, longest ? word.slice(1) : word, start);
  if (pattern === undefined) return '';
  return take(
    walk,
    orUnknown(walk, value, (modifier === '%' ? withoutSuffix : withoutPrefix)(pattern, value, longest)),
  );
}

function walkReplacement(walk: Walk, name: string, start: number): string {
  const all = walk.word[walk.at] === '/';
  if (all) walk.at++;
  const text = walkUntil(walk, '/', true);
  const replacement = walkUntil(walk, '}', true);
  const value = plainValue(walk, name);
  walk.room += value.length;
  const pattern = patternOf(walk, text, start);
  if (pattern === undefined) return '';
  return take(walk, orUnknown(walk, value, replaced(pattern, value, replacement, all)));
}

function patternOf(walk: Walk, text: string, start: number): Pattern | undefined {
  if (walk.error !== undefined) return undefined;
  const pattern = parsePattern(text);
  if (pattern === undefined) fail(walk, 'bad-pattern', start);
  return pattern;
}

function orUnknown(walk: Walk, before: string, after: string | undefined): string {
  if (after === undefined) walk.known = false;
  return after ?? before;
}
