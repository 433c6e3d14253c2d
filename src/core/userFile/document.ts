import * as l10n from '@vscode/l10n';
import type { Node, ParseError } from 'jsonc-parser';
import { createScanner, findNodeAtLocation, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Range } from '../dockerfile/text/range';
import type { FileFinding } from './finding';

type Path = ReadonlyArray<string | number>;

/** Where things are in the text of a file. What is not there is where it would belong. */
export interface Places {
  key(path: Path): Range;
  value(path: Path): Range;
  has(path: Path): boolean;
  /** The text of a value as it was written. */
  written(path: Path): string;
}

export interface JsonDocument {
  readonly root: Node | undefined;
  readonly findings: readonly FileFinding[];
  readonly places: Places;
}

/** The parser calls itself for each level; no file of ours comes near. */
const deepest = 200;

export function parseDocument(text: string): JsonDocument {
  const tooDeep = tooDeepAt(text);
  const errors: ParseError[] = [];
  const root = tooDeep ? undefined : parseTree(text, errors, { allowTrailingComma: true });
  const findings = tooDeep
    ? [syntaxError(tooDeep, l10n.t('This is nested too deeply.'))]
    : errors.map(({ error, offset, length }) =>
        syntaxError(
          { start: offset, end: offset + Math.max(1, length) },
          sentence(printParseErrorCode(error)),
        ),
      );
  return { root, findings: findings.map((each) => inside(each, text)), places: placesIn(text, root) };
}

export const isTooDeep = (text: string): boolean => tooDeepAt(text) !== undefined;

function tooDeepAt(text: string): Range | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  while (scanner.getPosition() < text.length) {
    scanner.scan();
    const token = text[scanner.getTokenOffset()];
    if (token === '{' || token === '[') depth += 1;
    if (token === '}' || token === ']') depth -= 1;
    if (depth > deepest) return rangeOf(scanner.getTokenOffset(), 1);
  }
  return undefined;
}

const rangeOf = (offset: number, length: number): Range => ({ start: offset, end: offset + length });

function inside(finding: FileFinding, { length }: string): FileFinding {
  const end = Math.min(finding.end, length);
  return { ...finding, start: Math.min(finding.start, end), end };
}

const syntaxError = (range: Range, message: string): FileFinding => ({
  ...range,
  id: '101',
  severity: 'error',
  message,
  inSchema: true,
});

function sentence(code: string): string {
  const known = sentences()[code];
  return known ?? l10n.t('This is not JSON. Texts stand in double quotes.');
}

/** By the names that the parser gives its errors. */
const sentences = (): Readonly<Record<string, string>> => ({
  PropertyNameExpected: l10n.t('A key in double quotes belongs here.'),
  ValueExpected: l10n.t('A value belongs here.'),
  ColonExpected: l10n.t('A colon is missing between key and value.'),
  CommaExpected: l10n.t('A comma is missing.'),
  CloseBraceExpected: l10n.t('A closing brace is missing.'),
  CloseBracketExpected: l10n.t('A closing bracket is missing.'),
  EndOfFileExpected: l10n.t('The file has ended before this; remove what follows.'),
  UnexpectedEndOfComment: l10n.t('The comment has no end.'),
  UnexpectedEndOfString: l10n.t('The text has no closing quote.'),
});

function placesIn(text: string, root: Node | undefined): Places {
  const top = rangeOf(Math.min(root?.offset ?? 0, text.length), Math.min(1, text.length));
  const find = (path: Path): Node | undefined => root && findNodeAtLocation(root, [...path]);
  const nearest = (path: Path): Node | undefined => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = find(path.slice(0, length));
      if (node) return node;
    }
    return undefined;
  };
  const value = (path: Path): Range => {
    const node = nearest(path);
    return node ? rangeOf(node.offset, node.length) : top;
  };
  return {
    value,
    has: (path) => find(path) !== undefined,
    key: (path) => {
      const node = nearest(path);
      const key = node?.parent?.type === 'property' ? node.parent.children?.[0] : node;
      return key ? rangeOf(key.offset, key.length) : top;
    },
    written: (path) => {
      const { start, end } = value(path);
      return text.slice(start, end);
    },
  };
}
