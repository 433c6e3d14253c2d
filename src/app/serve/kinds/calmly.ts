import type { World } from '../../../core/ports';

/** Milliseconds. */
const pause = 500;

/** Tells the newest of what changes quickly: at once, and then at most twice in a second. */
export class Calmly<T> {
  readonly #clock: World['clock'];
  readonly #tell: (value: T) => void;
  readonly #life = new AbortController();
  #isResting = false;
  #latest: { readonly value: T } | undefined;

  constructor(clock: World['clock'], tell: (value: T) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  readonly hear = (value: T): void => {
    this.#latest = { value };
    if (!this.#isResting) this.#say();
  };

  /** What is left is told as well. */
  close(): void {
    this.#life.abort();
    if (this.#latest) this.#tell(this.#latest.value);
    this.#latest = undefined;
  }

  #say(): void {
    if (!this.#latest || this.#life.signal.aborted) return;
    this.#tell(this.#latest.value);
    this.#latest = undefined;
    this.#isResting = true;
    // Whoever closes it wakes nobody.
    this.#rest().catch(() => undefined);
  }

  async #rest(): Promise<void> {
    await this.#clock.sleep(pause, this.#life.signal);
    this.#isResting = false;
    this.#say();
  }
}
