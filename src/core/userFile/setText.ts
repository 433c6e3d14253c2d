import type { Node } from 'jsonc-parser';
import { createScanner, findNodeAtLocation } from 'jsonc-parser';
import type { Range } from '../dockerfile/text/range';
import { parseDocument } from './document';

export interface Edit extends Range {
  readonly text: string;
}

type Path = ReadonlyArray<string | number>;

// The kinds of token that a scanner of jsonc-parser tells, which are a const enum there.
const comma = 5;
const lineComment = 12;
const blockComment = 13;
const blank = 15;

/** What makes a key of a file this text; all else stays as it was written, comments too. Nothing where there is no such place. */
export function setText(text: string, path: Path, value: string): readonly Edit[] | undefined {
  const { root, findings } = parseDocument(text);
  if (!root || findings.length > 0) return undefined;
  const there = findNodeAtLocation(root, [...path]);
  if (there) return [{ start: there.offset, end: there.offset + there.length, text: JSON.stringify(value) }];
  for (let depth = path.length - 1; depth >= 0; depth -= 1) {
    const parent = findNodeAtLocation(root, path.slice(0, depth));
    if (parent?.type === 'object') return insert(text, parent, path.slice(depth), value);
    if (parent) return undefined;
  }
  return undefined;
}

/** Behind the last key, and behind what is said on its line. */
function insert(text: string, parent: Node, path: Path, value: string): readonly Edit[] | undefined {
  const [key, ...below] = path;
  if (typeof key !== 'string' || below.some((each) => typeof each !== 'string')) return undefined;
  const last = parent.children?.at(-1);
  if (!last) {
    const start = parent.offset + 1;
    return [{ start, end: start, text: ` ${entry(key, below, value)} ` }];
  }
  const end = last.offset + last.length;
  const { position, hasComma, endsLine } = lineEndAfter(text, end);
  const indent = indentOf(text, last.offset);
  const own = entry(key, below, value);
  const space = indent === undefined ? (endsLine ? '\n' : ' ') : `\n${indent}`;
  const line = `${space}${own}${hasComma && indent !== undefined ? ',' : ''}`;
  if (hasComma) return [{ start: position, end: position, text: line }];
  if (position === end) return [{ start: end, end, text: `,${line}` }];
  return [
    { start: end, end, text: ',' },
    { start: position, end: position, text: line },
  ];
}

const entry = (key: string, below: Path, value: string): string =>
  `${JSON.stringify(key)}: ${below.reduceRight<string>((inner, each) => `{ ${JSON.stringify(each)}: ${inner} }`, JSON.stringify(value))}`;

interface LineEnd {
  readonly position: number;
  readonly hasComma: boolean;
  /** By a comment that goes on to the end of the line. */
  readonly endsLine: boolean;
}

/** Past a comma and past comments that begin on the same line. */
function lineEndAfter(text: string, from: number): LineEnd {
  const scanner = createScanner(text, false);
  scanner.setPosition(from);
  let position = from;
  let hasComma = false;
  let endsLine = false;
  while (!endsLine) {
    const token: number = scanner.scan();
    if (token === comma && !hasComma) hasComma = true;
    else if (token === blank) continue;
    else if (token !== lineComment && token !== blockComment) break;
    position = scanner.getTokenOffset() + scanner.getTokenLength();
    endsLine = token === lineComment;
  }
  return { position, hasComma, endsLine };
}

/** Of a key that begins its line; nothing when others stand before it. */
function indentOf(text: string, offset: number): string | undefined {
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[ \t]*$/.test(before) ? before : undefined;
}
