// Lines as BuildKit joins them: an escape character at the end continues the line, comments and blank lines
// between the parts are dropped, leading white space is dropped from the first part only.
import type { Comment, ParseIssue } from '../syntax';
import { joiner, onePiece, type Joined } from '../text/joined';
import { isSpace, skipSpace } from '../text/space';

export interface LineSource {
  readonly text: string;
  readonly escape: number;
  readonly comments: Comment[];
  readonly issues: ParseIssue[];
  /** Where the physical line begins that is read next. */
  next: number;
}

const newline = 10;
const carriageReturn = 13;
const hash = 35;

interface PhysicalLine {
  readonly start: number;
  /** Without the line end, which may be several carriage returns and a newline. */
  readonly end: number;
  readonly next: number;
}

export function physicalLine(text: string, start: number): PhysicalLine {
  const found = text.indexOf('\n', start);
  const next = found < 0 ? text.length : found + 1;
  let end = next;
  while (end > start && (text.charCodeAt(end - 1) === newline || text.charCodeAt(end - 1) === carriageReturn))
    end--;
  return { start, end, next };
}

/** The next logical line, or undefined when only comments and blank lines are left. */
export function readLogicalLine(source: LineSource): Joined | undefined {
  const { text } = source;
  while (source.next < text.length) {
    const line = physicalLine(text, source.next);
    const start = skipSpace(text, line.start, line.end);
    source.next = line.next;
    if (start === line.end) continue;
    if (text.charCodeAt(start) === hash) {
      source.comments.push(commentAt(text, start, line.end));
      continue;
    }
    const mark = continuationMark(source, start, line.end);
    if (mark === undefined) return onePiece(text.slice(start, line.end), start);
    return readContinued(source, start, mark);
  }
  return undefined;
}

function readContinued(source: LineSource, start: number, mark: number): Joined {
  const { text } = source;
  const pieces = joiner();
  pieces.add(text.slice(start, mark), start);
  while (source.next < text.length) {
    const line = physicalLine(text, source.next);
    source.next = line.next;
    const content = skipSpace(text, line.start, line.end);
    if (content === line.end) {
      source.issues.push({ start: line.start, end: line.end, code: 'empty-continuation', detail: '' });
    } else if (text.charCodeAt(content) === hash) {
      source.comments.push(commentAt(text, content, line.end));
    } else {
      const continued = continuationMark(source, line.start, line.end);
      pieces.add(text.slice(line.start, continued ?? line.end), line.start);
      if (continued === undefined) break;
    }
  }
  return pieces.done();
}

/**
 * Where the escape character stands that continues this line. Spaces and tabs may follow it; another escape
 * character before it takes its meaning away, however many there are.
 */
function continuationMark({ text, escape }: LineSource, start: number, end: number): number | undefined {
  let at = end - 1;
  while (at >= start && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at--;
  if (at < start || text.charCodeAt(at) !== escape) return undefined;
  return at > start && text.charCodeAt(at - 1) === escape ? undefined : at;
}

function commentAt(text: string, start: number, lineEnd: number): Comment {
  let end = lineEnd;
  while (end > start + 1 && isSpace(text.charCodeAt(end - 1))) end--;
  return { start, end, text: text.slice(skipSpace(text, start + 1, end), end) };
}
