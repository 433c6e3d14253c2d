// From a part of an image's name, as it is after expansion, back to where it is written: in FROM or in the ARG before it.
import { find } from '../../build/scope';
import type { Range } from '../../text/range';
import type { BaseImage } from './baseImage';
import type { Edit } from '../finding';
import type { View } from '../view';

interface Piece extends Range {
  /** Where it begins in the expanded value. */
  readonly at: number;
  readonly inFrom: boolean;
}

/** Where to show a part of the name: there in FROM, or the whole word where a variable brings it. */
export function placeOf(view: View, image: BaseImage, from: number, to: number): Range {
  const piece = pieceOf(view, image, from, to);
  if (!piece?.inFrom) return { start: image.word.start, end: image.word.end };
  return { start: piece.start + from - piece.at, end: piece.start + to - piece.at };
}

/** Replaces a part of the name where it is written; where that cannot be told, the word in FROM. */
export function imageEdit(
  view: View,
  image: BaseImage,
  { from, to, text }: { readonly from: number; readonly to: number; readonly text: string },
): Edit {
  const piece = pieceOf(view, image, from, to);
  if (piece) return { start: piece.start + from - piece.at, end: piece.start + to - piece.at, text };
  const { start, end } = image.word;
  return { start, end, text: image.value.slice(0, from) + text + image.value.slice(to) };
}

const pieceOf = (view: View, image: BaseImage, from: number, to: number): Piece | undefined =>
  piecesOf(view, image).find(({ at, start, end }) => at <= from && to <= at + end - start);

function piecesOf({ build }: View, { stage, word }: BaseImage): readonly Piece[] {
  if (stage.base.kind !== 'image' || word.end - word.start !== word.raw.length || /["'\\`]/.test(word.raw))
    return [];
  const pieces: Piece[] = [];
  let at = 0;
  let rawAt = 0;
  const literal = (end: number): void => {
    if (end > rawAt) pieces.push({ at, start: word.start + rawAt, end: word.start + end, inFrom: true });
    at += end - rawAt;
    rawAt = end;
  };
  for (const reference of stage.base.reference.references) {
    const text = word.raw.slice(reference.at, reference.end);
    if (text !== `$${reference.name}` && text !== `\${${reference.name}}`) return [];
    literal(reference.at);
    const binding = find(build.globals, reference.name, Infinity);
    const value = binding?.state === 'set' ? binding.value : '';
    const start = binding && value !== '' ? valueStart(binding.token, value) : undefined;
    if (start !== undefined) pieces.push({ at, start, end: start + value.length, inFrom: false });
    at += value.length;
    rawAt = reference.end;
  }
  literal(word.raw.length);
  return pieces;
}

/** Where the value stands as it is, perhaps between quotes. */
function valueStart(token: Range & { readonly raw: string }, value: string): number | undefined {
  if (token.end - token.start !== token.raw.length) return undefined;
  if (token.raw === value) return token.start;
  return token.raw === `"${value}"` || token.raw === `'${value}'` ? token.start + 1 : undefined;
}
