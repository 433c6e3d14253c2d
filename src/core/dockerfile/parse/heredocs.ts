import type { Heredoc, ParseIssue } from '../syntax';
import { tokenOf, type Joined } from '../text/joined';
import { heredocWords, type HeredocWord } from './heredocWords';
import { physicalLine } from './logicalLine';

/** Finds terminators in a file; it remembers what a fruitless search has cost, so that none is repeated. */
export interface Terminators {
  find(word: HeredocWord, from: number): Terminator | undefined;
}

interface Terminator {
  /** The line with its leading tabs, for `<<-`; the next line begins at `next`. */
  readonly lineStart: number;
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

export function terminatorsIn(text: string): Terminators {
  let exact: Map<string, Terminator[]> | undefined;
  let unindented: Map<string, Terminator[]> | undefined;
  return {
    find: (word, from) => {
      if (exact === undefined) {
        const near = scan(text, word, from);
        if (near !== undefined) return near;
        exact = linesByText(text, false);
        unindented = linesByText(text, true);
      }
      const lines = (word.unindents ? unindented : exact)?.get(word.name) ?? [];
      return firstFrom(lines, from);
    },
  };
}

function scan(text: string, { name, unindents }: HeredocWord, from: number): Terminator | undefined {
  if (unindents && name.startsWith('\t')) return undefined;
  for (let start = text.indexOf(name, from); start >= 0; start = text.indexOf(name, start + 1)) {
    let lineStart = start;
    if (unindents) while (lineStart > from && text.charCodeAt(lineStart - 1) === tab) lineStart--;
    if (lineStart > from && text.charCodeAt(lineStart - 1) !== newline) continue;
    const { end, next } = physicalLine(text, lineStart);
    if (end - start === name.length) return { lineStart, start, end, next };
  }
  return undefined;
}

const tab = 9;
const newline = 10;

function linesByText(text: string, unindents: boolean): Map<string, Terminator[]> {
  const lines = new Map<string, Terminator[]>();
  for (let next = 0; next < text.length;) {
    const line = physicalLine(text, next);
    const start = unindents ? skipTabs(text, line.start, line.end) : line.start;
    const content = text.slice(start, line.end);
    const same = lines.get(content);
    const found = { lineStart: line.start, start, end: line.end, next: line.next };
    if (same === undefined) lines.set(content, [found]);
    else same.push(found);
    next = line.next;
  }
  return lines;
}

function firstFrom(lines: readonly Terminator[], from: number): Terminator | undefined {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.lineStart ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return lines[low];
}

function skipTabs(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && text[at] === '\t') at++;
  return at;
}

export interface HeredocsRead {
  readonly heredocs: readonly Heredoc[];
  readonly issues: readonly ParseIssue[];
  readonly next: number;
}

const none: readonly never[] = [];

/** Reads the heredocs that a joined line opens; their bodies begin at the physical line `next`. */
export function readHeredocs(
  text: string,
  line: Joined,
  next: number,
  terminators: Terminators,
): HeredocsRead {
  const words = heredocWords(line.text);
  if (words.length === 0) return { heredocs: none, issues: none, next };
  let open: Heredoc | undefined;
  let at = next;
  const heredocs: Heredoc[] = [];
  for (const word of words) {
    const found = open === undefined ? terminators.find(word, at) : undefined;
    const end = found?.lineStart ?? (open === undefined ? nextInstruction(text, at) : at);
    const { name, descriptor, expands, unindents } = word;
    const token = tokenOf(line, word.at, word.end);
    const body = { start: at, end };
    const terminator = found === undefined ? undefined : { start: found.start, end: found.end };
    const heredoc = { name, word: token, descriptor, expands, unindents, body, terminator };
    if (found === undefined) open ??= heredoc;
    at = found?.next ?? end;
    heredocs.push(heredoc);
  }
  return { heredocs, issues: open === undefined ? none : [unterminated(open)], next: at };
}

const unterminated = ({ name, word: { start, end } }: Heredoc): ParseIssue => ({
  start,
  end,
  code: 'heredoc-unterminated',
  detail: name,
});

const instructionLine =
  /^(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)[ \t]/gm;

/** BuildKit stops at a heredoc without end; we go on at what looks like the next instruction. */
function nextInstruction(text: string, from: number): number {
  instructionLine.lastIndex = from;
  return instructionLine.exec(text)?.index ?? text.length;
}
