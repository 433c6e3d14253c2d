import type { TextDocument } from 'vscode';
import type { Closeable } from '../../core/scope';

/** Milliseconds between two checks of a document: what changes in that time is checked together. */
const gap = 20;

/** A key after a rest is answered at once; a burst of changes, no more often than the gap allows. */
export class Pace implements Closeable {
  readonly #work: (document: TextDocument) => void;
  readonly #waiting = new Map<TextDocument, NodeJS.Timeout>();
  readonly #last = new WeakMap<TextDocument, number>();

  constructor(work: (document: TextDocument) => void) {
    this.#work = work;
  }

  soon(document: TextDocument): void {
    if (this.#waiting.has(document)) return;
    const rested = performance.now() - (this.#last.get(document) ?? -gap);
    const run = (): void => {
      this.#waiting.delete(document);
      this.#last.set(document, performance.now());
      this.#work(document);
    };
    this.#waiting.set(document, setTimeout(run, Math.max(0, gap - rested)));
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
  }
}
