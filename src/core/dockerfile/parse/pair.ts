import type { Pair } from '../syntax';
import { tokenOf, type Joined, type Token } from '../text/joined';

export const readPair = (line: Joined, at: number, equals: number | undefined, to: number): Pair =>
  new ReadPair(line, at, equals, to);

/** What it says, and where in the file that is, is looked up when someone asks: of most pairs no one does. */
class ReadPair implements Pair {
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

  get given(): string | undefined {
    return this.equals === undefined ? undefined : this.#line.text.slice(this.equals + 1, this.#to);
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
