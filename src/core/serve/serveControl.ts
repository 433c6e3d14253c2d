import type { Closeable } from '../scope';

export type ServeWish =
  /** SIGTERM, and 30 seconds later SIGKILL. */
  | { readonly kind: 'stop' }
  /** At once, without grace. */
  | { readonly kind: 'kill' }
  /** Leaves the containers as they are, for somebody who follows later. */
  | { readonly kind: 'detach' }
  | { readonly kind: 'weights'; readonly weights: Readonly<Record<string, number>> }
  | { readonly kind: 'restart'; readonly variant: string }
  /** Of a multi-model variant, as requests name it. */
  | { readonly kind: 'load'; readonly variant: string; readonly model: string }
  | { readonly kind: 'unload'; readonly variant: string; readonly model: string };

/** What may be asked of a local endpoint while it goes on. A wish is kept until somebody can hear it. */
export class ServeControl {
  readonly #wishes: ServeWish[] = [];
  #hear: ((wish: ServeWish) => void) | undefined;

  ask(wish: ServeWish): void {
    if (this.#hear) this.#hear(wish);
    else this.#wishes.push(wish);
  }

  /** Until the listening is disposed. */
  listen(hear: (wish: ServeWish) => void): Closeable {
    this.#hear = hear;
    this.#wishes.splice(0).forEach(hear);
    return { dispose: () => (this.#hear = undefined) };
  }
}
