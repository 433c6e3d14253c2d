// The patterns of `${v#p}`, `${v%p}` and `${v/p/r}`: `?` is one character, `*` any run, `\` takes their
// meaning away. Matched by walking sets of positions: a regular expression could be made to run for hours.

type Piece = string | { readonly wild: 'one' | 'any' };
export type Pattern = readonly Piece[];

const one: Piece = { wild: 'one' };
const any: Piece = { wild: 'any' };

/** Steps after which a match is given up; no real Dockerfile comes near. */
const patience = 5000;

interface Subject {
  readonly characters: readonly string[];
  stepsLeft: number;
}

const subjectOf = (value: string): Subject => ({ characters: Array.from(value), stepsLeft: patience });

/** Undefined when a backslash stands before a character that needs none, which BuildKit refuses. */
export function parsePattern(text: string): Pattern | undefined {
  const pieces: Piece[] = [];
  const characters = Array.from(text);
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? '';
    if (character === '*') pieces.push(any);
    else if (character === '?') pieces.push(one);
    else if (character === '\\') {
      const escaped = characters[++at];
      if (escaped === undefined || !'*?\\}/'.includes(escaped)) return undefined;
      pieces.push(escaped);
    } else pieces.push(character);
  }
  return pieces;
}

/** Where matches that begin at `start` may end: the nearest or the farthest such place. */
function matchEnd(pattern: Pattern, subject: Subject, start: number, longest: boolean): number | undefined {
  const { characters } = subject;
  let reached = [start];
  for (const piece of pattern) {
    const next: number[] = [];
    if (piece === any) {
      for (let at = reached[0] ?? 0; at <= characters.length; at++) next.push(at);
    } else {
      for (const at of reached) {
        if (at < characters.length && (piece === one || piece === characters[at])) next.push(at + 1);
      }
    }
    subject.stepsLeft -= next.length + reached.length;
    if (next.length === 0 || subject.stepsLeft < 0) return undefined;
    reached = next;
  }
  return longest ? reached.at(-1) : reached[0];
}

/** These three are undefined when the work would be felt while typing. */
export function withoutPrefix(pattern: Pattern, value: string, longest: boolean): string | undefined {
  const subject = subjectOf(value);
  const end = matchEnd(pattern, subject, 0, longest);
  if (subject.stepsLeft < 0) return undefined;
  return end === undefined ? value : subject.characters.slice(end).join('');
}

/** A suffix is a prefix of the reversed text. */
export function withoutSuffix(pattern: Pattern, value: string, longest: boolean): string | undefined {
  const reversed = withoutPrefix([...pattern].toReversed(), Array.from(value).toReversed().join(''), longest);
  return reversed === undefined ? undefined : Array.from(reversed).toReversed().join('');
}

export function replaced(
  pattern: Pattern,
  value: string,
  replacement: string,
  all: boolean,
): string | undefined {
  const subject = subjectOf(value);
  const { characters } = subject;
  let result = '';
  for (let at = 0; at <= characters.length;) {
    const end = matchEnd(pattern, subject, at, true);
    if (subject.stepsLeft < 0) return undefined;
    if (end === undefined) {
      result += characters[at++] ?? '';
      continue;
    }
    result += replacement;
    if (end === at) result += characters[at] ?? '';
    at = Math.max(end, at + 1);
    if (!all) return result + characters.slice(at).join('');
    if (end === characters.length) break;
  }
  return result;
}
