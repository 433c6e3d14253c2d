import type { Pair } from '../syntax';
import { tokenOf, type Joined, type Token } from '../text/joined';

/**
 * A pair of a line in one piece, of which every place is at hand. Written out, as are the other tokens: spreading
 * costs more than all else.
 */
export function wholePair(line: Joined, at: number, equals: number | undefined, to: number): Pair {
  const { text, origin } = line;
  const raw = text.slice(at, to);
  const start = origin + at;
  const end = origin + to;
  if (equals === undefined) {
    return { raw, at, start, end, name: raw, equals, key: { raw, at, start, end }, value: undefined };
  }
  const name = text.slice(at, equals);
  const key = { raw: name, at, start, end: origin + equals };
  const value = { raw: text.slice(equals + 1, to), at: equals + 1, start: origin + equals + 1, end };
  return { raw, at, start, end, name, equals, key, value };
}

export const continuedPair = (line: Joined, at: number, equals: number | undefined, to: number): Pair =>
  new ContinuedPair(line, at, equals, to);

/** A pair of a continued line. Where it is in the file is looked up when someone asks: in a long list few are asked for. */
class ContinuedPair implements Pair {
  readonly at: number;
  readonly equals: number | undefined;
  readonly #line: Joined;
  readonly #to: number;
  #name: string | undefined;
  #tokens: Tokens | undefined;

  constructor(line: Joined, at: number, equals: number | undefined, to: number) {
    this.at = at;
    this.equals = equals;
    this.#line = line;
    this.#to = to;
  }

  get name(): string {
    return (this.#name ??= this.#line.text.slice(this.at, this.equals ?? this.#to));
  }

  get raw(): string {
    return this.#read().whole.raw;
  }

  get start(): number {
    return this.#read().whole.start;
  }

  get end(): number {
    return this.#read().whole.end;
  }

  get key(): Token {
    return this.#read().key;
  }

  get value(): Token | undefined {
    return this.#read().value;
  }

  #read(): Tokens {
    return (this.#tokens ??= tokensOf(this.#line, this.at, this.equals, this.#to));
  }
}

interface Tokens {
  readonly whole: Token;
  readonly key: Token;
  readonly value: Token | undefined;
}

function tokensOf(line: Joined, at: number, equals: number | undefined, to: number): Tokens {
  const whole = tokenOf(line, at, to);
  if (equals === undefined) return { whole, key: whole, value: undefined };
  const { raw, start, end } = whole;
  // Mostly it is on one line of the file.
  if (end - start === raw.length) {
    const split = equals - at;
    const key = { raw: raw.slice(0, split), at, start, end: start + split };
    const value = { raw: raw.slice(split + 1), at: equals + 1, start: start + split + 1, end };
    return { whole, key, value };
  }
  return { whole, key: tokenOf(line, at, equals), value: tokenOf(line, equals + 1, to) };
}
