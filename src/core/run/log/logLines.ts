/** A line of one stream of a container. */
export interface LogLine {
  readonly text: string;
  /** Takes the place of the line before it, as progress bars want it. */
  readonly replaces: boolean;
  /** Too long for one: the next holds the rest. */
  readonly continues: boolean;
}

/** A TextDecoder, or what is like one: keeps the bytes of a character until the rest of it comes. */
export interface Decoder {
  decode(bytes?: Uint8Array, options?: { readonly stream?: boolean }): string;
}

/** Characters. */
const longest = 65_536;

/**
 * Makes lines of the chunks of one stream. `\n` and `\r\n` end a line; text that a bare `\r` ends is replaced by what
 * follows. Only new text is searched, so that a line in a thousand chunks costs no more than a line in one.
 */
export class LogLines {
  readonly #decoder: Decoder;
  /** The line that has no end yet. */
  #open = '';
  /** The last chunk ended with `\r`, which may be half of a `\r\n`. */
  #held = false;
  #replaces = false;
  #found: LogLine[] = [];

  constructor(decoder: Decoder) {
    this.#decoder = decoder;
  }

  /** The beginning of a line whose end has not come: a prompt, or progress. */
  get open(): string {
    return this.#open;
  }

  push(chunk: string | Uint8Array): readonly LogLine[] {
    this.#read(typeof chunk === 'string' ? chunk : this.#decoder.decode(chunk, { stream: true }));
    return this.#take();
  }

  /** The stream has ended: what is left is a line as well. */
  end(): readonly LogLine[] {
    this.#read(this.#decoder.decode());
    if (this.#held || this.#open !== '') this.#finish(this.#held ? 'progress' : 'line');
    this.#held = false;
    return this.#take();
  }

  #take(): readonly LogLine[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }

  #read(text: string): void {
    if (text === '') return;
    let from = this.#held ? this.#release(text) : 0;
    let newline = text.indexOf('\n', from);
    let back = text.indexOf('\r', from);
    while (newline !== -1 || back !== -1) {
      const isNewline = back === -1 || (newline !== -1 && newline < back);
      const at = isNewline ? newline : back;
      this.#add(text, from, at);
      if (!isNewline && at === text.length - 1) {
        this.#held = true;
        return;
      }
      const pair = !isNewline && newline === at + 1;
      this.#finish(isNewline || pair ? 'line' : 'progress');
      from = at + (pair ? 2 : 1);
      if (newline !== -1 && newline < from) newline = text.indexOf('\n', from);
      if (!isNewline) back = text.indexOf('\r', from);
    }
    this.#add(text, from, text.length);
  }

  /** Decides about the `\r` that was held; returns where the text goes on. */
  #release(text: string): number {
    this.#held = false;
    const pair = text.startsWith('\n');
    this.#finish(pair ? 'line' : 'progress');
    return pair ? 1 : 0;
  }

  #add(text: string, from: number, to: number): void {
    let at = from;
    while (this.#open.length + to - at > longest) {
      const cut = wholeCharacter(text, at, at + longest - this.#open.length);
      this.#emit(this.#open + text.slice(at, cut), true);
      this.#open = '';
      at = cut;
    }
    if (at < to) this.#open += text.slice(at, to);
  }

  #finish(ended: 'line' | 'progress'): void {
    const blank = this.#open === '';
    // Nothing between `\r` and the end of the line: what stands there stays.
    if (!blank || (ended === 'line' && !this.#replaces)) this.#emit(this.#open, false);
    this.#open = '';
    if (ended === 'line') this.#replaces = false;
    else if (!blank) this.#replaces = true;
  }

  #emit(text: string, continues: boolean): void {
    this.#found.push({ text, replaces: this.#replaces, continues });
    this.#replaces = false;
  }
}

/** Not between the two halves of a character. */
function wholeCharacter(text: string, from: number, to: number): number {
  const half = text.charCodeAt(to - 1);
  return to - 1 > from && half >= 0xd800 && half <= 0xdbff ? to - 1 : to;
}
