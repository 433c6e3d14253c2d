import { stripAnsi } from '../log/stripAnsi';
import type { Traceback } from './traceback';
import { lastTraceback } from './traceback';

/** A text in which reasons are looked for. */
export interface Reading {
  readonly lines: readonly string[];
  /** What stands before this line is too old to be the reason. */
  readonly from: number;
  readonly error?: Traceback;
}

/** Lines. Enough for the tracebacks of eight processes at once. */
const near = 200;
const kept = 1000;
/** Characters: longer lines are data, not messages. */
const longest = 2000;

/** A program that a signal ended did not end by an exception, whatever it printed before. */
export function readText(text: readonly string[], exitCode = 1): Reading {
  const lines = text.slice(-kept).map((line) => stripAnsi(line.slice(0, longest)).trimEnd());
  while (lines.at(-1) === '') lines.pop();
  const recent = Math.max(0, lines.length - near);
  const error = exitCode > 128 ? undefined : lastTraceback(lines);
  return error === undefined || error.end < recent
    ? { lines, from: recent }
    : { lines, from: error.start, error };
}

/** The line that says most when no signature is found. */
export function tellingLine({ lines, error }: Reading): string {
  const recent = lines.slice(-20);
  return (
    error?.final ??
    recent.findLast((line) => /^(?:\w+\.)*\w*(?:Error|Exception): /.test(line)) ??
    lines.at(-1) ??
    ''
  ).trim();
}
