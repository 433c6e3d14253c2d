/** Values over time, in columns over one column of times. */
export interface Rows {
  readonly x: readonly number[];
  /** By column; `null` where nothing was told. */
  readonly y: readonly (readonly (number | null)[])[];
}

/** What a chart draws: all of it once, and then what comes. */
export interface Samples {
  /** How many rows ever came. */
  readonly count: number;
  all(names: readonly string[]): Rows;
  /** The rows after so many had come. */
  after(count: number, names: readonly string[]): Rows;
}
