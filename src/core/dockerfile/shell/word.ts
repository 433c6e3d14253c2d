import type { Assignment, HereDocDelimiter, Redirection, Word, WordPart } from 'unbash';
import { originalEnd, originalRange, originalStart, type Joined } from '../text/joined';
import { isSpace } from '../text/space';
import type { ShellAssignment, ShellRedirect, ShellWord } from './command';

// Only these make the parser's lazy parts worth asking for.
const special = /[$`'"\\*?[{~<>(]/;

export function shellWord(source: Joined, word: Word): ShellWord {
  const start = originalStart(source, word.pos);
  const end = originalEnd(source, word.end);
  const raw = word.text;
  if (!special.test(raw))
    return { raw, text: raw, literal: true, quoting: 'none', isPattern: false, start, end };
  const parts = word.parts ?? [];
  const quoting = quotingOf(parts);
  return {
    raw,
    text: word.value,
    literal: parts.every(isLiteral),
    quoting,
    isPattern: parts.some(isPattern),
    start,
    end,
  };
}

const expansions: ReadonlySet<WordPart['type']> = new Set([
  'ArithmeticExpansion',
  'CommandExpansion',
  'ParameterExpansion',
  'ProcessSubstitution',
  'SimpleExpansion',
] as const);

function isLiteral(part: WordPart): boolean {
  if (expansions.has(part.type)) return false;
  const hasParts =
    part.type === 'BraceExpansion' || part.type === 'DoubleQuoted' || part.type === 'LocaleString';
  return !hasParts || (part.parts ?? []).every(isLiteral);
}

const isPattern = ({ type }: WordPart): boolean =>
  type === 'Glob' || type === 'ExtendedGlob' || type === 'BraceExpansion';

const isSingle = ({ type }: WordPart): boolean => type === 'SingleQuoted' || type === 'AnsiCQuoted';

const isDouble = ({ type }: WordPart): boolean => type === 'DoubleQuoted' || type === 'LocaleString';

function quotingOf(parts: readonly WordPart[]): ShellWord['quoting'] {
  if (parts.length > 0 && parts.every(isSingle)) return 'single';
  if (parts.length > 0 && parts.every(isDouble)) return 'double';
  return parts.some((part) => isSingle(part) || isDouble(part)) ? 'mixed' : 'none';
}

export function shellAssignment(source: Joined, assignment: Assignment): ShellAssignment {
  const { start, end } = originalRange(source, assignment.pos, assignment.end);
  const { value } = assignment;
  const word = value.type === 'Word' ? shellWord(source, value) : undefined;
  return { name: assignment.name, value: word, append: assignment.append === true, start, end };
}

export function shellRedirect(source: Joined, redirect: Redirection): ShellRedirect {
  const to = redirect.type === 'HereDoc' ? (redirect.delimiter?.end ?? redirect.end) : redirect.end;
  const { start, end } = originalRange(source, redirect.pos, to);
  const { descriptor } = redirect;
  const target = redirect.type === 'HereDoc' ? redirect.delimiter : redirect.target;
  return {
    operator: redirect.operator,
    descriptor: descriptor?.type === 'FileDescriptor' ? descriptor.value : undefined,
    target: target === undefined ? undefined : targetWord(source, target),
    isGlued: redirect.pos > 0 && isWordEnd(source.text.charCodeAt(redirect.pos - 1)),
    start,
    end,
  };
}

function targetWord(source: Joined, target: Word | HereDocDelimiter): ShellWord {
  if (target.type === 'Word') return shellWord(source, target);
  const { start, end } = originalRange(source, target.pos, target.end);
  const quoting = target.quoted ? 'mixed' : 'none';
  return { raw: target.text, text: target.value, literal: true, quoting, isPattern: false, start, end };
}

const isWordEnd = (code: number): boolean => !isSpace(code) && !';&|<>()'.includes(String.fromCharCode(code));
