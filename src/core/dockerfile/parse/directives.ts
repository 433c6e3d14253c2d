import type { Directive, ParseIssue } from '../syntax';
import { skipSpace, trimEnd } from '../text/space';
import { physicalLine } from './logicalLine';

export interface Prologue {
  readonly directives: readonly Directive[];
  readonly issues: readonly ParseIssue[];
  readonly escape: '\\' | '`';
  /** Where the first line that is no directive begins; a byte-order mark and a `#!` line are skipped. */
  readonly next: number;
}

interface DirectiveLine extends Directive {
  readonly next: number;
  readonly indented: boolean;
}

const directiveText = /^([a-zA-Z][a-zA-Z0-9]*)[\t\f\r ]*=[\t\f\r ]*(.+?)[\t\f\r ]*$/;

const isKnown = (name: string): name is Directive['name'] =>
  name === 'syntax' || name === 'escape' || name === 'check';

/**
 * Reads the directives at the top. Anything else, a blank line or another comment, ends them. BuildKit reads
 * them twice: `syntax` and `check` may follow a `#!` line but must not be indented; `escape` the other way.
 */
export function readPrologue(text: string): Prologue {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const hasShebang = text.startsWith('#!', start);
  const directives: Directive[] = [];
  const issues: ParseIssue[] = [];
  const seen = new Set<string>();
  let escape: Prologue['escape'] = '\\';
  let indented = false;
  let next = hasShebang ? physicalLine(text, start).next : start;
  for (let line = directiveLine(text, next); line !== undefined; line = directiveLine(text, next)) {
    const { name, value, valueRange } = line;
    if (name === 'escape' && hasShebang) break;
    next = line.next;
    indented ||= line.indented;
    if (seen.has(name)) {
      issues.push({ start: line.start, end: line.end, code: 'duplicate-directive', detail: name });
      continue;
    }
    seen.add(name);
    if (name !== 'escape' && indented) continue;
    directives.push({ name, value, valueRange, start: line.start, end: line.end });
    if (name !== 'escape') continue;
    if (value === '`' || value === '\\') escape = value;
    else issues.push({ ...valueRange, code: 'invalid-escape', detail: value });
  }
  return { directives, issues, escape, next };
}

function directiveLine(text: string, from: number): DirectiveLine | undefined {
  const line = physicalLine(text, from);
  const start = skipSpace(text, line.start, line.end);
  if (start >= line.end || text[start] !== '#') return undefined;
  const end = trimEnd(text, start, line.end);
  const match = directiveText.exec(text.slice(skipSpace(text, start + 1, end), end));
  const name = match?.[1]?.toLowerCase() ?? '';
  const value = match?.[2] ?? '';
  if (!isKnown(name)) return undefined;
  const valueRange = { start: end - value.length, end };
  return { name, value, valueRange, start, end, next: line.next, indented: start > line.start };
}
