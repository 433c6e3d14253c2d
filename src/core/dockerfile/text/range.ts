/** Offsets into the text as the editor holds it: UTF-16 units, half open. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export const emptyAt = (offset: number): Range => ({ start: offset, end: offset });

export const covers = (range: Range, offset: number): boolean => offset >= range.start && offset <= range.end;
