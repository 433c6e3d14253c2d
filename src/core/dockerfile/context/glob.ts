// The patterns of .dockerignore as moby/patternmatcher reads them. They are run as a state machine, not as a
// regular expression: no pattern of a foreign repository can make it slow.

type Part =
  | { readonly kind: 'character'; readonly character: string }
  /** `?`: one character of a name. */
  | { readonly kind: 'any' }
  /** `*`: any characters of one name. */
  | { readonly kind: 'name' }
  /** A `**` before something: nothing, or whole folders. */
  | { readonly kind: 'folders' }
  /** A `**` at the end: all that is left. */
  | { readonly kind: 'rest' }
  | {
      readonly kind: 'class';
      readonly negated: boolean;
      readonly ranges: readonly (readonly [string, string])[];
    };

export type Glob = (path: string) => boolean;

/** Undefined when the pattern is malformed; Docker then refuses to build. */
export function compileGlob(pattern: string): Glob | undefined {
  const read = readParts(Array.from(pattern));
  if (read === undefined) return undefined;
  const parts = read;
  const plain = parts.findIndex(({ kind }) => kind !== 'character');
  if (plain < 0) {
    const text = literal(parts);
    return (path) => path === text;
  }
  const head = literal(parts.slice(0, plain));
  const tail = literal(parts.slice(parts.findLastIndex(({ kind }) => kind !== 'character') + 1));
  return (path) => path.startsWith(head) && path.endsWith(tail) && run(parts, path);
}

const literal = (parts: readonly Part[]): string =>
  parts.map((part) => (part.kind === 'character' ? part.character : '')).join('');

function readParts(pattern: readonly string[]): Part[] | undefined {
  const parts: Part[] = [];
  let at = 0;
  while (at < pattern.length) {
    const character = pattern[at] ?? '';
    if (character === '[') {
      const read = readClass(pattern, at + 1);
      if (read === undefined) return undefined;
      parts.push(read.part);
      at = read.next;
    } else if (character === '\\') {
      const escaped = pattern[at + 1];
      if (escaped === undefined) return undefined;
      parts.push({ kind: 'character', character: escaped });
      at += 2;
    } else if (character === '*' && pattern[at + 1] === '*') {
      at += pattern[at + 2] === '/' ? 3 : 2;
      parts.push({ kind: at >= pattern.length ? 'rest' : 'folders' });
    } else {
      parts.push(
        character === '*'
          ? { kind: 'name' }
          : character === '?'
            ? { kind: 'any' }
            : { kind: 'character', character },
      );
      at += 1;
    }
  }
  return isSuffix(pattern) ? [{ kind: 'rest' }, ...parts.slice(1)] : parts;
}

/** Moby takes `**.pyc` for "ends with .pyc", but `**.py[co]` for "a file named .pyc in any folder". */
const isSuffix = (pattern: readonly string[]): boolean =>
  /^\*\*[^/*?[\]\\][^*?[\]\\]*$/u.test(pattern.join(''));

/** A class needs a range; `-` and `]` must be escaped in it. */
function readClass(
  pattern: readonly string[],
  from: number,
): { readonly part: Part; readonly next: number } | undefined {
  const negated = pattern[from] === '^';
  const ranges: (readonly [string, string])[] = [];
  let at = negated ? from + 1 : from;
  const member = (): string | undefined => {
    const character = pattern[at++];
    if (character === '-' || character === ']') return undefined;
    return character === '\\' ? pattern[at++] : character;
  };
  while (pattern[at] !== ']' || ranges.length === 0) {
    const low = member();
    const isRange = low !== undefined && pattern[at] === '-';
    if (isRange) at += 1;
    const high = isRange ? member() : low;
    if (low === undefined || high === undefined) return undefined;
    ranges.push([low, high]);
  }
  return { part: { kind: 'class', negated, ranges }, next: at + 1 };
}

/** A state is the number of the part that comes next, or its complement inside the folders of a `**`. */
function run(parts: readonly Part[], path: string): boolean {
  let states = new Set<number>();
  enter(parts, 0, states);
  for (const character of path) {
    const next = new Set<number>();
    for (const state of states) step(parts, state, character, next);
    if (next.size === 0) return false;
    states = next;
  }
  return states.has(parts.length);
}

function enter(parts: readonly Part[], state: number, states: Set<number>): void {
  for (let at = state; ; at++) {
    states.add(at);
    const kind = parts[at]?.kind;
    if (kind === 'folders') states.add(~at);
    else if (kind !== 'name' && kind !== 'rest') return;
  }
}

function step(parts: readonly Part[], state: number, character: string, next: Set<number>): void {
  if (state < 0) {
    next.add(state);
    if (character === '/') enter(parts, ~state + 1, next);
    return;
  }
  const part = parts[state];
  switch (part?.kind) {
    case 'character':
      if (part.character === character) enter(parts, state + 1, next);
      return;
    case 'any':
      if (character !== '/') enter(parts, state + 1, next);
      return;
    case 'class':
      if (part.ranges.some(([low, high]) => isBetween(character, low, high)) !== part.negated)
        enter(parts, state + 1, next);
      return;
    case 'name':
      if (character !== '/') enter(parts, state, next);
      return;
    case 'rest':
      enter(parts, state, next);
      return;
    case 'folders':
    case undefined:
  }
}

const codePoint = (character: string): number => character.codePointAt(0) ?? 0;

const isBetween = (character: string, low: string, high: string): boolean =>
  codePoint(low) <= codePoint(character) && codePoint(character) <= codePoint(high);
