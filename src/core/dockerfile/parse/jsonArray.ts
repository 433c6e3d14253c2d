// The exec form: a JSON array of strings, strictly, or else the shell form. Go's decoder decides.
import type { JsonFailure, JsonFailureReason, Word } from '../syntax';
import { originalRange, tokenOf, type Joined } from '../text/joined';

export type JsonOutcome =
  | { readonly kind: 'array'; readonly words: readonly Word[] }
  | { readonly kind: 'failure'; readonly failure: JsonFailure };

interface Span {
  readonly from: number;
  readonly to: number;
}

const controlEnd = 0x20;
const quote = 34;
const backslash = 92;

/** Reads trimmed arguments as a JSON array of strings; undefined when they do not begin with `[`. */
export function readJsonArray(line: Joined, { from, to }: Span): JsonOutcome | undefined {
  if (from >= to || line.text[from] !== '[') return undefined;
  return readArray(line, { from, to });
}

function readArray(line: Joined, { from, to }: Span): JsonOutcome {
  const { text } = line;
  const fail = (reason: JsonFailureReason, at: number, end = at + 1): JsonOutcome => ({
    kind: 'failure',
    failure: { reason, ...originalRange(line, Math.min(at, to - 1), Math.max(at, Math.min(end, to))) },
  });
  const words: Word[] = [];
  let at = skipJsonSpace(text, from + 1, to);
  while (text[at] !== ']' || words.length > 0 || at >= to) {
    if (at >= to) return fail('unclosed', from, to);
    if (text.charCodeAt(at) !== quote) return fail(notString(text, { from, to }, at), at);
    const end = stringEnd(text, at, to);
    if (typeof end !== 'number')
      return fail(end.reason, end.at, end.reason === 'unclosed-string' ? to : end.at + 1);
    const token = tokenOf(line, at, end);
    const value = decode(text.slice(at + 1, end - 1));
    words.push({ raw: token.raw, value, at, start: token.start, end: token.end });
    at = skipJsonSpace(text, end, to);
    if (at >= to) return fail('unclosed', from, to);
    if (text[at] === ']') break;
    if (text[at] !== ',') return fail(text.charCodeAt(at) === quote ? 'missing-comma' : 'expected-comma', at);
    at = skipJsonSpace(text, at + 1, to);
  }
  const rest = skipJsonSpace(text, at + 1, to);
  return rest < to ? fail('trailing-text', rest, to) : { kind: 'array', words };
}

/** An array that holds other things than strings fails the build; one that is no JSON is shell form. */
function notString(text: string, { from, to }: Span, at: number): JsonFailureReason {
  const found = text[at] ?? '';
  if (/[-\d{[tfn]/.test(found) && isJson(text.slice(from, to))) return 'not-strings';
  if (found === ']') return 'trailing-comma';
  return "'‘’“”".includes(found) ? 'single-quotes' : 'expected-string';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function skipJsonSpace(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && ' \t\r\n'.includes(text[at] ?? '-')) at++;
  return at;
}

interface BadString {
  readonly reason: JsonFailureReason;
  readonly at: number;
}

/** Just behind the closing quote of the string that begins here. */
function stringEnd(text: string, start: number, to: number): number | BadString {
  for (let at = start + 1; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code < controlEnd) return { reason: 'control-character', at };
    if (code !== backslash) continue;
    const escaped = text[++at] ?? '';
    if (at >= to) break;
    if (escaped === 'u') {
      if (!/^[0-9a-fA-F]{4}$/.test(text.slice(at + 1, Math.min(at + 5, to))))
        return { reason: 'bad-escape', at: at - 1 };
      at += 4;
    } else if (!'"\\/bfnrt'.includes(escaped)) return { reason: 'bad-escape', at: at - 1 };
  }
  return { reason: 'unclosed-string', at: start };
}

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

export const jsonEscape = /\\(?:u([0-9a-fA-F]{4})|(.))/gs;

/** Go puts U+FFFD where half of a surrogate pair is escaped. */
function decode(inner: string): string {
  if (!inner.includes('\\')) return inner;
  const decoded = inner.replace(jsonEscape, (_, hex: string | undefined, letter: string | undefined) =>
    decodeEscape(hex, letter),
  );
  return decoded.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

export const decodeEscape = (hex: string | undefined, letter: string | undefined): string =>
  hex === undefined ? (escapes[letter ?? ''] ?? letter ?? '') : String.fromCharCode(Number.parseInt(hex, 16));
