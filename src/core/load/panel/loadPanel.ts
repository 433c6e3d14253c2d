// What the page of a load test and the extension say to each other. A snapshot is whole.
import type { Table } from '../report/reportTables';

export interface LoadSnapshot {
  readonly title: string;
  readonly subject: string;
  readonly state: 'running' | 'done' | 'failed';
  /** What goes on, or what went wrong. */
  readonly status: string;
  /** What was found, in sentences, and what to know before believing it. */
  readonly found: readonly string[];
  readonly notes: readonly string[];
  /** Of this step, while it runs. */
  readonly live: readonly LivePoint[];
  readonly steps: readonly StepView[];
  /** Requests in a second, or requests at once. */
  readonly axis: 'rate' | 'concurrency';
  /** Milliseconds that a quantile was to stay below. */
  readonly limit: number | undefined;
  readonly stepTable: Table;
  readonly more: ReadonlyArray<{ readonly title: string; readonly table: Table }>;
}

export interface LivePoint {
  /** Since the step began. */
  readonly seconds: number;
  /** In a second. */
  readonly answered: number;
  /** Milliseconds; nothing when nothing was answered. */
  readonly p50: number | undefined;
  readonly p99: number | undefined;
}

export interface StepView {
  readonly label: string;
  readonly load: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly bars: readonly Bar[];
}

/** Answers that took so many milliseconds. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export interface LoadPanel {
  readonly host: {
    ready(nothing: undefined): void;
    stop(nothing: undefined): void;
    again(nothing: undefined): void;
    compare(nothing: undefined): void;
    document(nothing: undefined): void;
  };
  readonly view: {
    show(snapshot: LoadSnapshot): void;
  };
}
