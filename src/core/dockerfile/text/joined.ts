// Text that was put together from pieces of the file (continued lines, unindented heredocs, decoded JSON
// strings), with the way back from every character to the place where it was written.
import { lastNotAbove } from './lineIndex';
import type { Range } from './range';

export interface Joined {
  readonly text: string;
  /** Offsets in `text` at which a new piece begins, ascending from 0. */
  readonly cuts: readonly number[];
  /** Where in the file each of those pieces begins. */
  readonly origins: readonly number[];
}

/** A piece of joined text: what it says, where in the joined text it is, and where in the file. */
export interface Token extends Range {
  readonly raw: string;
  readonly at: number;
}

const firstCut: readonly number[] = [0];

export const onePiece = (text: string, origin: number): Joined => ({
  text,
  cuts: firstCut,
  origins: [origin],
});

/** Collects pieces of the file, or words that are not in it, into joined text. */
export interface Joiner {
  add(piece: string, origin: number): void;
  done(): Joined;
}

export function joiner(): Joiner {
  const pieces: string[] = [];
  const cuts: number[] = [];
  const origins: number[] = [];
  let length = 0;
  return {
    add: (piece, origin) => {
      if (piece === '') return;
      pieces.push(piece);
      cuts.push(length);
      origins.push(origin);
      length += piece.length;
    },
    done: () => (cuts.length === 0 ? onePiece('', 0) : { text: pieces.join(''), cuts, origins }),
  };
}

/** Where in the file the character at this offset is. */
export function originalStart(joined: Joined, offset: number): number {
  const piece = joined.cuts.length === 1 ? 0 : lastNotAbove(joined.cuts, offset);
  return (joined.origins[piece] ?? 0) + offset - (joined.cuts[piece] ?? 0);
}

/** Just behind the character before this offset, so that a range never ends in a later piece. */
export function originalEnd(joined: Joined, offset: number): number {
  return offset === 0 ? originalStart(joined, 0) : originalStart(joined, offset - 1) + 1;
}

export function originalRange(joined: Joined, from: number, to: number): Range {
  const end = originalEnd(joined, to);
  return { start: from < to ? originalStart(joined, from) : end, end };
}

export function tokenOf(joined: Joined, from: number, to: number): Token {
  const end = originalEnd(joined, to);
  const start = from < to ? originalStart(joined, from) : end;
  return { raw: joined.text.slice(from, to), at: from, start, end };
}

/** A part of joined text as joined text of its own. */
export function subJoined(joined: Joined, from: number, to: number): Joined {
  if (joined.cuts.length === 1) return onePiece(joined.text.slice(from, to), originalStart(joined, from));
  const result = joiner();
  for (let piece = lastNotAbove(joined.cuts, from), at = from; at < to; piece++) {
    const next = Math.min(to, joined.cuts[piece + 1] ?? to);
    result.add(joined.text.slice(at, next), originalStart(joined, at));
    at = next;
  }
  return result.done();
}
