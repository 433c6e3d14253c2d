export interface ServedLine {
  readonly host: string;
  readonly text: string;
  /** Milliseconds since 1970, when we read it. */
  readonly at: number;
}

/** Lines. Older ones are forgotten. */
const most = 10_000;

/** Keeps lines for those who listen later, and hands them to many. */
export class LineKeeper {
  #lines: ServedLine[] = [];
  /** How many were forgotten. */
  #gone = 0;
  #isClosed = false;
  readonly #waiting = new Set<() => void>();

  add(line: ServedLine): void {
    this.#lines.push(line);
    if (this.#lines.length > most * 1.25) {
      this.#gone += this.#lines.length - most;
      this.#lines = this.#lines.slice(-most);
    }
    this.#wake();
  }

  /** There will be no more. */
  close(): void {
    this.#isClosed = true;
    this.#wake();
  }

  tail(host: string, count: number): readonly string[] {
    return this.#lines
      .filter((line) => line.host === host)
      .slice(-count)
      .map(({ text }) => text);
  }

  async *from(signal: AbortSignal): AsyncGenerator<ServedLine> {
    for (let next = 0; !signal.aborted;) {
      next = Math.max(next, this.#gone);
      const line = this.#lines[next - this.#gone];
      if (line) {
        next += 1;
        yield line;
      } else if (this.#isClosed) return;
      else await this.#news(signal);
    }
  }

  async #news(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.#waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#waiting.add(done);
      signal.addEventListener('abort', done);
    });
  }

  #wake(): void {
    [...this.#waiting].forEach((done) => done());
  }
}
