import type { Word } from '../syntax';
import { tokenOf, type Joined } from '../text/joined';
import { isBlank, isSpace } from '../text/space';

const singleQuote = 39;
const doubleQuote = 34;
const equalsSign = 61;

/** Splits at white space only, as COPY, FROM, EXPOSE and VOLUME do: quotes mean nothing here. */
export function splitBlank(line: Joined, from: number, to: number): Word[] {
  let words: Word[] | undefined;
  for (let at = from; at < to;) {
    while (at < to && isBlank(line.text.charCodeAt(at))) at++;
    const start = at;
    while (at < to && !isBlank(line.text.charCodeAt(at))) at++;
    if (at === start) continue;
    const word = plainWord(line, start, at);
    if (words === undefined) words = [word];
    else words.push(word);
  }
  // A list that was pushed to has room for many more; the copy has none.
  return words?.slice() ?? [];
}

function plainWord(line: Joined, from: number, to: number): Word {
  const token = tokenOf(line, from, to);
  return { raw: token.raw, value: token.raw, at: from, start: token.start, end: token.end };
}

export interface QuotedSpan {
  readonly line: Joined;
  readonly from: number;
  readonly to: number;
  readonly escape: number;
}

/** Makes something of a word; `equals` is where its first `=` stands. */
type Make<Made> = (line: Joined, from: number, equals: number | undefined, to: number) => Made;

/**
 * Splits as ENV, LABEL and ARG do: quotes and the escape character hold a word together and stay in it. An
 * escape character at the very end is dropped, and a quote may stay open.
 */
export function splitQuoted<Made>({ line, from, to, escape }: QuotedSpan, make: Make<Made>): Made[] {
  const { text } = line;
  let words: Made[] | undefined;
  for (let at = from; at < to;) {
    while (at < to && isSpace(text.charCodeAt(at))) at++;
    const start = at;
    let end = at;
    let equals: number | undefined;
    let quote = 0;
    for (; at < to; at++, end = at) {
      const code = text.charCodeAt(at);
      // Letters and digits, which is nearly all there is.
      if (code > singleQuote && code < 0x80 && code !== escape) {
        if (code === equalsSign) equals ??= at;
        continue;
      }
      if (quote === 0 && isSpace(code)) break;
      if (code === escape && quote !== singleQuote) {
        if (at + 1 === to) {
          at = to;
          break;
        }
        at++;
        if (text.charCodeAt(at) === equalsSign) equals ??= at;
      } else if (code === quote) quote = 0;
      else if (quote === 0 && (code === singleQuote || code === doubleQuote)) quote = code;
    }
    if (end === start) continue;
    const word = make(line, start, equals, end);
    // Mostly there is one: a list that is pushed to takes room for seventeen.
    if (words === undefined) words = [word];
    else words.push(word);
  }
  return words ?? [];
}
