export interface Closeable {
  dispose(): unknown;
}

/** Owns things and disposes them once, in reverse. What arrives after the close is disposed at once. */
export class Scope implements Closeable {
  readonly #owned = new Set<Closeable>();
  #closed = false;

  own<T extends Closeable>(thing: T): T {
    if (this.#closed) thing.dispose();
    else this.#owned.add(thing);
    return thing;
  }

  /** A scope that closes with this one, or earlier. */
  child(): Scope {
    const child = new Scope();
    this.own(child);
    child.own({ dispose: () => this.#owned.delete(child) });
    return child;
  }

  dispose(): void {
    if (this.#closed) return;
    this.#closed = true;
    const owned = [...this.#owned].toReversed();
    this.#owned.clear();
    const errors: unknown[] = [];
    for (const thing of owned) {
      try {
        thing.dispose();
      } catch (error) {
        // The others must still be disposed; the first failure surfaces afterwards.
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }
}
