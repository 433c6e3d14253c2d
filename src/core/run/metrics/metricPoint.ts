/** A number that a program printed about itself. */
export interface MetricPoint {
  readonly name: string;
  readonly value: number;
  /** Of the log, from 0. */
  readonly line: number;
  /** Milliseconds since 1970, when somebody was there to see it. */
  readonly at?: number;
}
