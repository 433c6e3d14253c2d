/** Offsets into the text as the editor holds it: UTF-16 units, half open. */
export interface Range {
  readonly start: number;
  readonly end: number;
}
