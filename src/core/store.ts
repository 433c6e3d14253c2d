import type { Problem } from './problem';
import type { Closeable } from './scope';

/** What a view knows at a moment. `last` is what it knew before, so that a reload does not blank the screen. */
export type Loadable<T> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading'; readonly last?: T }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** Holds one state and tells its listeners when it changes. */
export class Store<T> {
  #state: Loadable<T> = { kind: 'idle' };
  readonly #listeners = new Set<(state: Loadable<T>) => void>();

  get state(): Loadable<T> {
    return this.#state;
  }

  get value(): T | undefined {
    if (this.#state.kind === 'ready') return this.#state.value;
    return this.#state.kind === 'loading' ? this.#state.last : undefined;
  }

  loading(): void {
    const last = this.value;
    this.#set(last === undefined ? { kind: 'loading' } : { kind: 'loading', last });
  }

  ready(value: T): void {
    this.#set({ kind: 'ready', value });
  }

  failed(problem: Problem): void {
    this.#set({ kind: 'failed', problem });
  }

  onChange(listener: (state: Loadable<T>) => void): Closeable {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  #set(state: Loadable<T>): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }
}
