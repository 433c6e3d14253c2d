// JSON in which numbers stay as they are written: an id of 19 digits must come out of a join as it went in.
import type { JsonValue } from '../../json';

const mark = '\u0000number:';
const escapedMark = JSON.stringify(mark).slice(1, -1);
const token = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/gs;
const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const marked = new RegExp(`"${escapedMark.replaceAll('\\', '\\\\')}([^"]*)"`, 'g');

/** Nothing when it is no JSON. */
export function parseExact(text: string): JsonValue | undefined {
  const kept = text.replace(token, (found) => (number.test(found) ? JSON.stringify(mark + found) : found));
  try {
    const value: JsonValue = JSON.parse(kept);
    return value;
  } catch {
    return undefined;
  }
}

export const exactText = (value: JsonValue): string => JSON.stringify(value).replace(marked, '$1');
