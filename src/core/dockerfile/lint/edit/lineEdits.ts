// Edits of whole instructions that leave the lines around them as they are.
import type { Dockerfile } from '../../syntax';
import type { Range } from '../../text/range';
import type { Edit } from '../finding';

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** Behind the line break; the length of the text where there is none. */
function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline < 0 ? text.length : newline + 1;
}

/** Takes an instruction out with its lines. */
export function deleteLines({ text }: Dockerfile, { start, end }: Range): Edit {
  const to = lineEnd(text, end);
  let from = lineStart(text, start);
  // The last line of a file without a line break at the end takes the one before it along.
  if (to === text.length && !text.endsWith('\n') && from > 0) from -= text[from - 2] === '\r' ? 2 : 1;
  return { start: from, end: to, text: '' };
}

/** Puts a line behind an instruction. */
export function insertLineAfter({ text, newline }: Dockerfile, { end }: Range, line: string): Edit {
  const at = lineEnd(text, end);
  return at === text.length && !text.endsWith('\n')
    ? { start: at, end: at, text: `${newline}${line}` }
    : { start: at, end: at, text: `${line}${newline}` };
}

export function insertLineBefore({ text, newline }: Dockerfile, { start }: Range, line: string): Edit {
  const at = lineStart(text, start);
  return { start: at, end: at, text: `${line}${newline}` };
}
/** The exec form of these words. */
export const execForm = (words: readonly string[]): string =>
  `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
