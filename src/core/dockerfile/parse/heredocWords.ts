// Which words of a line open a heredoc. BuildKit finds them with its shell lexer in the mode that keeps
// everything as written, and sees none at all when the lexer fails: an open quote or a `${…}` it cannot read.
import { isSpace } from '../text/space';

export interface HeredocWord {
  readonly at: number;
  readonly end: number;
  readonly name: string;
  readonly descriptor: number | undefined;
  readonly expands: boolean;
  readonly unindents: boolean;
}

const opening = /^(\d*)<<(-?)[\t\n\f\r ]*/;

/** The lexer's recursion is ours too; no one nests `${a:-${b:-…}}` deeper than this. */
const deepest = 200;

const failed = -1;

/** `RUN <<EOF`, `COPY <<EOF /opt/program/train`: nothing in it needs the lexer. */
const plainOpening = /^[\w ]* <<-?[a-zA-Z_]\w*(?: [\w./:-]*)*$/;

export function heredocWords(line: string): HeredocWord[] {
  if (!line.includes('<<')) return [];
  return plainOpening.test(line) ? [plainWord(line)] : lexedWords(line);
}

function plainWord(line: string): HeredocWord {
  const at = line.indexOf('<<');
  const space = line.indexOf(' ', at);
  const end = space < 0 ? line.length : space;
  const unindents = line[at + 2] === '-';
  const name = line.slice(at + (unindents ? 3 : 2), end);
  return { at, end, name, expands: true, descriptor: undefined, unindents };
}

function lexedWords(line: string): HeredocWord[] {
  const found: HeredocWord[] = [];
  let start = failed;
  const flush = (end: number): void => {
    const word = start === failed ? undefined : openingAt(line.slice(start, end), start);
    if (word !== undefined) found.push(word);
    start = failed;
  };
  for (let at = 0; at < line.length;) {
    const code = line.charCodeAt(at);
    if (isSpace(code)) {
      flush(at++);
      continue;
    }
    const end = skipOne(line, at, 0);
    if (end === failed) return [];
    if (start === failed) start = at;
    if (line[at] === '$') {
      for (let inside = at; inside < end; inside++) {
        if (isSpace(line.charCodeAt(inside))) flush(inside);
        else if (start === failed) start = inside;
      }
    }
    at = end;
  }
  flush(line.length);
  return found;
}

function openingAt(word: string, at: number): HeredocWord | undefined {
  if (!word.includes('<<')) return undefined;
  const match = opening.exec(word);
  const rest = word.slice(match?.[0].length);
  if (match === null || rest.includes('<')) return undefined;
  const unquoted = unquote(rest);
  if (unquoted === undefined) return undefined;
  const { name, expands } = unquoted;
  const descriptor = match[1] === '' ? undefined : Number(match[1]);
  return { at, end: at + word.length, name, expands, descriptor, unindents: match[2] === '-' };
}

/** The end of the quoted part, expansion, escape, `<<` with its spaces, or character that begins here. */
function skipOne(text: string, at: number, depth: number): number {
  switch (text.charAt(at)) {
    case "'": {
      const close = text.indexOf("'", at + 1);
      return close < 0 ? failed : close + 1;
    }
    case '"':
      return skipDoubleQuoted(text, at, depth);
    case '$':
      return skipDollar(text, at, depth);
    case '\\':
      return Math.min(at + 2, text.length);
    case '<':
      return text[at + 1] === '<' ? skipSpaces(text, at + 2) : at + 1;
    default:
      return at + 1;
  }
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

function skipDoubleQuoted(text: string, start: number, depth: number): number {
  for (let at = start + 1; at < text.length;) {
    if (text[at] === '"') return at + 1;
    if (text[at] === '\\') at += 2;
    else if (text[at] === '$') {
      at = skipDollar(text, at, depth);
      if (at === failed) return failed;
    } else at++;
  }
  return failed;
}

const variableName = /[@*#?\-$!]|\d+|[\p{L}_][\p{L}\p{Nd}_]*/uy;

function skipName(text: string, at: number): number {
  variableName.lastIndex = at;
  return variableName.test(text) ? variableName.lastIndex : at;
}

function skipDollar(text: string, at: number, depth: number): number {
  if (text[at + 1] !== '{') return skipName(text, at + 1);
  if (depth > deepest || '{}:'.includes(text[at + 2] ?? '}')) return failed;
  const modifier = skipName(text, at + 2);
  switch (text.charAt(modifier)) {
    case '}':
      return modifier + 1;
    case ':':
      return skipUntil(text, modifier + 2, '}', depth);
    case '+':
    case '-':
    case '?':
    case '#':
    case '%':
      return skipUntil(text, modifier + 1, '}', depth);
    case '/': {
      const slash = skipUntil(text, modifier + (text[modifier + 1] === '/' ? 2 : 1), '/', depth);
      return slash === failed ? failed : skipUntil(text, slash, '}', depth);
    }
    default:
      return failed;
  }
}

function skipUntil(text: string, from: number, stop: string, depth: number): number {
  for (let at = from; at < text.length;) {
    if (text[at] === stop) return at + 1;
    at = skipOne(text, at, depth + 1);
    if (at === failed) return failed;
  }
  return failed;
}

/** The terminator that a heredoc word asks for; undefined when it is not exactly one word. */
function unquote(word: string): { name: string; expands: boolean } | undefined {
  let name = '';
  let expands = true;
  let quote = '';
  for (let at = 0; at < word.length; at++) {
    const character = word[at] ?? '';
    if (quote === '' && isSpace(word.charCodeAt(at))) return undefined;
    if (character === quote) quote = '';
    else if (quote === '' && (character === "'" || character === '"')) {
      quote = character;
      expands = false;
    } else if (character === '\\' && (quote === '' || (quote === '"' && /["$\\]/.test(word[at + 1] ?? '')))) {
      name += word[++at] ?? '';
    } else name += character;
  }
  return name === '' ? undefined : { name, expands };
}
