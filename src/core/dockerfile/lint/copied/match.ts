// The sources of COPY may be patterns of Go's filepath.Match, which knows no `**`. Walked as sets of positions, so
// that no pattern is slow.

type Piece =
  | { readonly kind: 'one' }
  | { readonly kind: 'any' }
  | { readonly kind: 'text'; readonly character: string }
  | {
      readonly kind: 'class';
      readonly negated: boolean;
      readonly ranges: readonly (readonly [string, string])[];
    };

export const isPattern = (path: string): boolean => /[*?[\\]/.test(path);

/** Undefined when the pattern is malformed. */
export function matcher(pattern: string): ((path: string) => boolean) | undefined {
  const pieces = piecesOf(Array.from(pattern));
  return pieces && ((path) => matches(pieces, path));
}

function matches(pieces: readonly Piece[], path: string): boolean {
  const characters = Array.from(path);
  let reached = new Set([0]);
  for (const piece of pieces) {
    const next = new Set<number>();
    for (const at of reached) {
      if (piece.kind === 'any') {
        next.add(at);
        for (let end = at; end < characters.length && characters[end] !== '/'; end += 1) next.add(end + 1);
      } else if (at < characters.length && accepts(piece, characters[at] ?? '')) next.add(at + 1);
    }
    if (next.size === 0) return false;
    reached = next;
  }
  return reached.has(characters.length);
}

function accepts(piece: Exclude<Piece, { kind: 'any' }>, character: string): boolean {
  if (piece.kind === 'text') return piece.character === character;
  if (character === '/') return false;
  if (piece.kind === 'one') return true;
  return piece.ranges.some(([low, high]) => low <= character && character <= high) !== piece.negated;
}

function piecesOf(pattern: readonly string[]): Piece[] | undefined {
  const pieces: Piece[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at] ?? '';
    if (character === '*') pieces.push({ kind: 'any' });
    else if (character === '?') pieces.push({ kind: 'one' });
    else if (character === '[') {
      const end = pattern.indexOf(']', at + 2);
      const piece = end < 0 ? undefined : classOf(pattern.slice(at + 1, end));
      if (piece === undefined) return undefined;
      pieces.push(piece);
      at = end;
    } else if (character === '\\') {
      const escaped = pattern[++at];
      if (escaped === undefined) return undefined;
      pieces.push({ kind: 'text', character: escaped });
    } else pieces.push({ kind: 'text', character });
  }
  return pieces;
}

function classOf(body: readonly string[]): Piece | undefined {
  const negated = body[0] === '^';
  const members = negated ? body.slice(1) : body;
  if (members.length === 0 || members.includes('\\')) return undefined;
  const ranges: (readonly [string, string])[] = [];
  for (let at = 0; at < members.length; at += 1) {
    const low = members[at] ?? '';
    if (members[at + 1] !== '-') ranges.push([low, low]);
    else {
      ranges.push([low, members[at + 2] ?? low]);
      at += 2;
    }
  }
  return { kind: 'class', negated, ranges };
}
