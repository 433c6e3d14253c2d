/** Line and character as editors count them: from zero, in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Where each line starts. Lines end as they do in VS Code: with `\n`, `\r\n` or a lone `\r`. */
export interface LineIndex {
  readonly starts: Int32Array;
  readonly length: number;
}

export function lineIndex(text: string): LineIndex {
  let starts = new Int32Array(64);
  let count = 1;
  const push = (offset: number): void => {
    if (count === starts.length) {
      const grown = new Int32Array(count * 2);
      grown.set(starts);
      starts = grown;
    }
    starts[count++] = offset;
  };
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10) push(at + 1);
    else if (code === 13 && text.charCodeAt(at + 1) !== 10) push(at + 1);
  }
  return { starts: starts.subarray(0, count), length: text.length };
}

/** The number of the last entry that is not above the offset; the first entry must be the smallest. */
export function lastNotAbove(sorted: ArrayLike<number>, offset: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function positionAt(index: LineIndex, offset: number): Position {
  const inside = Math.max(0, Math.min(offset, index.length));
  const line = lastNotAbove(index.starts, inside);
  return { line, character: inside - (index.starts[line] ?? 0) };
}

/** The offset of a position; one beyond its line or the text is pulled back to the end of it. */
export function offsetAt(index: LineIndex, position: Position): number {
  if (position.line < 0) return 0;
  const start = index.starts[position.line];
  if (start === undefined) return index.length;
  const next = index.starts[position.line + 1] ?? index.length;
  return Math.max(start, Math.min(start + position.character, next));
}
