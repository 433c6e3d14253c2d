// Makes a JSON array of what was meant as one, by small edits, so that comments and line breaks stay.
import type { Dockerfile, Instruction } from '../../../../syntax';
import { originalEnd, originalStart, tokenOf, type Token } from '../../../../text/joined';
import type { Edit } from '../../../finding';
import { execForm, insertLineBefore } from '../../../edit/lineEdits';

interface Element {
  /** Offsets in the text of the arguments. */
  readonly from: number;
  readonly to: number;
  readonly value: string;
}

interface Reading {
  readonly elements: readonly Element[];
  readonly commas: readonly number[];
  /** Of the closing bracket; undefined when there is none. */
  readonly close: number | undefined;
}

/** The arguments as they are joined, with their place in the line. */
export function repairedArray(
  dockerfile: Dockerfile,
  instruction: Instruction,
  whole: Token,
): readonly Edit[] {
  const { line } = instruction;
  const reading = readLoosely(whole.raw);
  const script = scriptOf(reading, whole.raw);
  if (script !== undefined) {
    const { start, end } = whole;
    return [{ start, end, text: execForm(['/bin/sh', '-c', script]) }];
  }
  const edits: Edit[] = [];
  const replace = (from: number, to: number, text: string): void => {
    const start = from < to ? originalStart(line, whole.at + from) : originalEnd(line, whole.at + to);
    edits.push({ start, end: originalEnd(line, whole.at + to), text });
  };
  for (const [at, element] of reading.elements.entries()) {
    const text = JSON.stringify(element.value);
    if (text !== whole.raw.slice(element.from, element.to)) replace(element.from, element.to, text);
    const next = reading.elements[at + 1]?.from ?? reading.close ?? Infinity;
    const between = reading.commas.filter((comma) => comma >= element.to && comma < next);
    const isLast = at === reading.elements.length - 1;
    if (!isLast && between.length === 0) replace(element.to, element.to, ',');
    for (const extra of between.slice(isLast ? 0 : 1)) replace(extra, extra + 1, '');
  }
  const { close } = reading;
  if (close === undefined) replace(whole.raw.length, whole.raw.length, ']');
  else if (close + 1 < whole.raw.length)
    edits.push(...withoutRest(dockerfile, instruction, { whole, close }));
  return merged(edits);
}

/** `["a", "b"] && c` can only be kept by a shell. */
function scriptOf({ elements, close }: Reading, text: string): string | undefined {
  const rest = close === undefined ? '' : text.slice(close + 1).trim();
  if (/^#|^[\],;.]*$/.test(rest)) return undefined;
  const words = elements.map(({ value }) =>
    /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`,
  );
  return `${words.join(' ')} ${rest}`;
}

/** Insertions at one place become one, so that their order does not matter. */
function merged(edits: readonly Edit[]): readonly Edit[] {
  const result: Edit[] = [];
  for (const edit of edits) {
    const last = result.at(-1);
    if (last && last.end === edit.start && (last.start < last.end || edit.start === edit.end))
      result[result.length - 1] = { start: last.start, end: edit.end, text: last.text + edit.text };
    else result.push(edit);
  }
  return result;
}

/** What stands behind the bracket goes; a comment moves above the instruction. */
function withoutRest(
  dockerfile: Dockerfile,
  instruction: Instruction,
  { whole, close }: { readonly whole: Token; readonly close: number },
): readonly Edit[] {
  const { start, end } = tokenOf(instruction.line, whole.at + close + 1, whole.at + whole.raw.length);
  const rest = whole.raw.slice(close + 1).trim();
  const cut = { start, end, text: '' };
  return rest.startsWith('#') ? [insertLineBefore(dockerfile, instruction, rest), cut] : [cut];
}

const closing: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['‘', '’'],
  ['’', '’'],
  ['“', '”'],
  ['”', '”'],
]);

function readLoosely(text: string): Reading {
  const elements: Element[] = [];
  const commas: number[] = [];
  let at = 1;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (character === ']') return { elements, commas, close: at };
    if (character === ',') commas.push(at++);
    else if (/\s/.test(character)) at += 1;
    else {
      const element = closing.has(character) ? readQuoted(text, at) : readBare(text, at);
      elements.push(element);
      at = element.to;
    }
  }
  return { elements, commas, close: undefined };
}

function readQuoted(text: string, from: number): Element {
  const quote = closing.get(text[from] ?? '') ?? '"';
  let value = '';
  let at = from + 1;
  while (at < text.length && text[at] !== quote) {
    if (quote === '"' && text[at] === '\\' && at + 1 < text.length) {
      const [length, character] = escapeAt(text, at);
      value += character;
      at += length;
    } else value += text[at++] ?? '';
  }
  if (at < text.length) return { from, to: at + 1, value };
  // The quote was never closed: the bracket at the end is the array's, not the word's.
  const inner = text.slice(from + 1).replace(/[\s,\]]+$/, '');
  return { from, to: from + 1 + inner.length, value: inner };
}

const short: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** The length of an escape, and what it stands for; one that JSON does not know is a backslash. */
function escapeAt(text: string, at: number): readonly [length: number, value: string] {
  const letter = text[at + 1] ?? '';
  if ('"\\/'.includes(letter)) return [2, letter];
  if (letter === 'u' && /^[0-9a-fA-F]{4}/.test(text.slice(at + 2)))
    return [6, String.fromCharCode(Number.parseInt(text.slice(at + 2, at + 6), 16))];
  const known = short[letter];
  return known === undefined ? [1, '\\'] : [2, known];
}

function readBare(text: string, from: number): Element {
  let at = from;
  while (at < text.length && !/[\s,\]]/.test(text[at] ?? '')) at += 1;
  return { from, to: at, value: text.slice(from, at) };
}
