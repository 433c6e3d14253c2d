// Text that was put together from pieces of the file (continued lines, unindented heredocs, decoded JSON
// strings), with the way back from every character to the place where it was written.
import { lastNotAbove } from './lineIndex';
import type { Range } from './range';

export interface Joined {
  readonly text: string;
  /** Where in the file the first piece begins. */
  readonly origin: number;
  /** Offsets in `text` at which a new piece begins, ascending from 0. */
  readonly cuts: readonly number[];
  /** Where in the file each of those pieces begins, counted from `origin`: most text is one piece, and needs no arrays of its own. */
  readonly origins: readonly number[];
  /** Where each ends in the file, if some are not as long there as here: decoded escapes. */
  readonly ends?: readonly number[];
}

/** A piece of joined text: what it says, where in the joined text it is, and where in the file. */
export interface Token extends Range {
  readonly raw: string;
  readonly at: number;
}

const atStart: readonly number[] = [0];

export const onePiece = (text: string, origin: number): Joined => ({
  text,
  origin,
  cuts: atStart,
  origins: atStart,
});

/** Collects pieces of the file, or words that are not in it, into joined text. */
export interface Joiner {
  add(piece: string, origin: number): void;
  /** A piece that is written otherwise in the file, from `origin` to `end`. */
  addDecoded(piece: string, origin: number, end: number): void;
  done(): Joined;
}

export function joiner(): Joiner {
  const cuts: number[] = [];
  const origins: number[] = [];
  // Joined at the end: a text that grows is a rope, and every look at a character of it takes longer.
  const pieces: string[] = [];
  let ends: number[] | undefined;
  let length = 0;
  let first = 0;
  const addDecoded = (piece: string, origin: number, end: number): void => {
    if (piece === '') return;
    if (cuts.length === 0) first = origin;
    if (end - origin !== piece.length) ends ??= endsOf({ length, origin: first, cuts, origins });
    cuts.push(length);
    origins.push(origin - first);
    ends?.push(end);
    pieces.push(piece);
    length += piece.length;
  };
  return {
    add: (piece, origin) => addDecoded(piece, origin, origin + piece.length),
    addDecoded,
    done: () => {
      if (cuts.length === 0) return onePiece('', 0);
      const joined = { text: pieces.join(''), origin: first, cuts, origins };
      return ends === undefined ? joined : { ...joined, ends };
    },
  };
}

/** Where pieces end that are as long in the file as here. */
const endsOf = ({
  length,
  origin,
  cuts,
  origins,
}: Omit<Joined, 'text'> & { readonly length: number }): number[] =>
  cuts.map((cut, piece) => origin + (origins[piece] ?? 0) + (cuts[piece + 1] ?? length) - cut);

export const pieceOrigin = ({ origin, origins }: Joined, piece: number): number =>
  origin + (origins[piece] ?? 0);

/** Where in the file the character at this offset is. */
export function originalStart(joined: Joined, offset: number): number {
  const piece = joined.cuts.length === 1 ? 0 : lastNotAbove(joined.cuts, offset);
  const start = pieceOrigin(joined, piece) + offset - (joined.cuts[piece] ?? 0);
  return joined.ends === undefined ? start : Math.min(start, joined.ends[piece] ?? start);
}

/** Just behind the character before this offset, so that a range never ends in a later piece. */
export function originalEnd(joined: Joined, offset: number): number {
  if (offset === 0) return originalStart(joined, 0);
  const { ends } = joined;
  if (ends === undefined) return originalStart(joined, offset - 1) + 1;
  const piece = lastNotAbove(joined.cuts, offset - 1);
  const isWhole = offset === (joined.cuts[piece + 1] ?? joined.text.length);
  const end = ends[piece] ?? 0;
  return isWhole ? end : Math.min(end, originalStart(joined, offset - 1) + 1);
}

export function originalRange(joined: Joined, from: number, to: number): Range {
  const end = originalEnd(joined, to);
  return { start: from < to ? originalStart(joined, from) : end, end };
}

export function tokenOf(joined: Joined, from: number, to: number, raw = joined.text.slice(from, to)): Token {
  const { cuts, ends, origin } = joined;
  if (ends === undefined && from < to) {
    if (cuts.length === 1) return { raw, at: from, start: origin + from, end: origin + to };
    const piece = lastNotAbove(cuts, from);
    const start = pieceOrigin(joined, piece) + from - (cuts[piece] ?? 0);
    const isInPiece = to <= (cuts[piece + 1] ?? Infinity);
    return { raw, at: from, start, end: isInPiece ? start + to - from : originalEnd(joined, to) };
  }
  const end = originalEnd(joined, to);
  const start = from < to ? originalStart(joined, from) : end;
  return { raw, at: from, start, end };
}

/** A part of joined text as joined text of its own. */
export function subJoined(joined: Joined, from: number, to: number): Joined {
  if (joined.cuts.length === 1) return onePiece(joined.text.slice(from, to), originalStart(joined, from));
  const result = joiner();
  for (let piece = lastNotAbove(joined.cuts, from), at = from; at < to; piece++) {
    const next = Math.min(to, joined.cuts[piece + 1] ?? to);
    result.addDecoded(joined.text.slice(at, next), originalStart(joined, at), originalEnd(joined, next));
    at = next;
  }
  return result.done();
}
