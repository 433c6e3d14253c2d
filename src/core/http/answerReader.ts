import { joinBytes } from '../bytes';

/** What the first lines of an answer over HTTP/1.1 say. */
export interface AnswerHead {
  readonly status: number;
  /** By their names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
}

type Expected =
  | { readonly kind: 'head' }
  | { readonly kind: 'bytes'; left: number }
  | { readonly kind: 'until-close' }
  | { readonly kind: 'size' }
  | { readonly kind: 'chunk'; left: number }
  | { readonly kind: 'chunk-end' }
  | { readonly kind: 'trailer' }
  | { readonly kind: 'done' }
  | { readonly kind: 'bad' };

const decoder = new TextDecoder();
const [carriage, newline] = [13, 10];
/** Bytes: longer heads and lines are nobody's. */
const longest = 64 * 1024;

/** Reads one answer, in whatever pieces it comes. */
export class AnswerReader {
  readonly #keep: number;
  #expected: Expected = { kind: 'head' };
  /** Of a head or a line that is not whole. */
  #rest: Uint8Array = new Uint8Array();
  #head: AnswerHead | undefined;
  #kept: Uint8Array[] = [];
  #bytes = 0;
  #hasBegun = false;

  /** Keeps so many bytes of the body; more make the answer a bad one, unless none are kept. */
  constructor(keep = 0) {
    this.#keep = keep;
  }

  get head(): AnswerHead | undefined {
    return this.#head;
  }

  get state(): 'reading' | 'done' | 'bad' {
    const { kind } = this.#expected;
    return kind === 'done' || kind === 'bad' ? kind : 'reading';
  }

  /** The other side has said something. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** The line may carry another request. */
  get staysOpen(): boolean {
    const closes = /\bclose\b/i.test(this.#head?.headers['connection'] ?? '');
    return this.state === 'done' && !closes;
  }

  /** Bytes of the body so far. */
  get bytes(): number {
    return this.#bytes;
  }

  body(): Uint8Array {
    return joinBytes(this.#kept);
  }

  /** What came of the body since this was last asked; it is not kept any longer. */
  take(): readonly Uint8Array[] {
    return this.#kept.splice(0);
  }

  read(piece: Uint8Array): void {
    let from = 0;
    this.#hasBegun = true;
    while (from < piece.length && this.state !== 'bad') {
      if (this.#expected.kind === 'done') return this.#fail();
      from = this.#step(piece, from);
    }
  }

  /** The other side sends no more. */
  end(): void {
    this.#expected = {
      kind: this.#expected.kind === 'until-close' || this.state === 'done' ? 'done' : 'bad',
    };
    const head = this.#head;
    if (head) this.#head = { ...head, headers: { ...head.headers, connection: 'close' } };
  }

  #step(piece: Uint8Array, from: number): number {
    const expected = this.#expected;
    switch (expected.kind) {
      case 'head':
        return this.#readHead(piece, from);
      case 'bytes':
      case 'chunk': {
        const end = Math.min(piece.length, from + expected.left);
        this.#take(piece, from, end);
        expected.left -= end - from;
        if (expected.left === 0 && this.state !== 'bad')
          this.#expected = { kind: expected.kind === 'bytes' ? 'done' : 'chunk-end' };
        return end;
      }
      case 'until-close':
        this.#take(piece, from, piece.length);
        return piece.length;
      case 'size':
      case 'chunk-end':
      case 'trailer':
        return this.#readLine(piece, from);
      case 'done':
      case 'bad':
        return piece.length;
    }
  }

  #take(piece: Uint8Array, from: number, end: number): void {
    this.#bytes += end - from;
    if (this.#keep === 0) return;
    if (this.#bytes > this.#keep) this.#fail();
    else this.#kept.push(piece.slice(from, end));
  }

  #readHead(piece: Uint8Array, from: number): number {
    const all = this.#join(piece, from);
    const end = endOfHead(all);
    if (end === undefined) {
      if (all.length > longest) this.#fail();
      this.#rest = all;
      return piece.length;
    }
    const before = this.#rest.length;
    this.#rest = new Uint8Array();
    this.#begin(readHead(decoder.decode(all.subarray(0, end))));
    return from + end - before;
  }

  #begin(head: AnswerHead | undefined): void {
    if (!head) return this.#fail();
    // 100 and 103 announce the answer.
    if (head.status < 200) return;
    this.#head = head;
    this.#expected = bodyOf(head);
  }

  #readLine(piece: Uint8Array, from: number): number {
    const found = piece.indexOf(newline, from);
    const end = found === -1 ? piece.length : found + 1;
    const all = this.#join(piece.subarray(0, end), from);
    this.#rest = found === -1 ? all : new Uint8Array();
    if (all.length > longest) this.#fail();
    else if (found !== -1) this.#hearLine(decoder.decode(all).trimEnd());
    return end;
  }

  #hearLine(line: string): void {
    const { kind } = this.#expected;
    if (kind === 'trailer') {
      if (line === '') this.#expected = { kind: 'done' };
      return;
    }
    if (kind === 'chunk-end') {
      this.#expected = { kind: line === '' ? 'size' : 'bad' };
      return;
    }
    const [, size] = /^([0-9a-f]{1,8})\s*(?:;.*)?$/i.exec(line) ?? [];
    if (size === undefined) return this.#fail();
    const left = Number.parseInt(size, 16);
    this.#expected = left === 0 ? { kind: 'trailer' } : { kind: 'chunk', left };
  }

  #join(piece: Uint8Array, from: number): Uint8Array {
    if (this.#rest.length === 0) return from === 0 ? piece : piece.subarray(from);
    const all = new Uint8Array(this.#rest.length + piece.length - from);
    all.set(this.#rest);
    all.set(piece.subarray(from), this.#rest.length);
    return all;
  }

  #fail(): void {
    this.#expected = { kind: 'bad' };
  }
}

/** Behind the empty line. */
function endOfHead(bytes: Uint8Array): number | undefined {
  for (let at = bytes.indexOf(carriage); at !== -1; at = bytes.indexOf(carriage, at + 1))
    if (bytes[at + 1] === newline && bytes[at + 2] === carriage && bytes[at + 3] === newline) return at + 4;
  return undefined;
}

function readHead(text: string): AnswerHead | undefined {
  const [first = '', ...lines] = text.split('\r\n');
  const [, status] = /^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(first) ?? [];
  if (status === undefined) return undefined;
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  if (first.startsWith('HTTP/1.0')) headers['connection'] ??= 'close';
  return { status: Number(status), headers };
}

function bodyOf({ status, headers }: AnswerHead): Expected {
  if (status === 204 || status === 304) return { kind: 'done' };
  const coding = headers['transfer-encoding'];
  if (coding !== undefined) return /\bchunked$/i.test(coding) ? { kind: 'size' } : { kind: 'until-close' };
  const length = headers['content-length'];
  if (length === undefined) return { kind: 'until-close' };
  if (!/^\d{1,15}$/.test(length)) return { kind: 'bad' };
  return Number(length) === 0 ? { kind: 'done' } : { kind: 'bytes', left: Number(length) };
}
