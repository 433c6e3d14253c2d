import type { ImagesState } from '../../core/images/imagesState';
import { isAbort, Problem } from '../../core/problem';
import type { Closeable } from '../../core/scope';
import type { Store } from '../../core/store';
import { guard, logError } from '../register';
import type { Services } from '../services';

/** Milliseconds after a change: the list is on the screen by then. */
const calm = 1000;
/** The engine measures at most one part in so many of the time. */
const rest = 20;

/** Has the engine measure what its images take, when somebody looks and the images are others than at the last time. */
export class SpaceWatch implements Closeable {
  readonly #services: Services;
  readonly #store: Store<ImagesState>;
  readonly #seen: () => AbortSignal | undefined;
  #measured: ReadonlySet<string> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #measuring = false;
  /** Milliseconds since 1970. */
  #notBefore = 0;

  constructor(services: Services, store: Store<ImagesState>, seen: () => AbortSignal | undefined) {
    this.#services = services;
    this.#store = store;
    this.#seen = seen;
  }

  /** To be told of every change, and of the view being seen. */
  notice(): void {
    const state = this.#store.value;
    if (!state || !this.#seen() || this.#measuring || this.#isMeasured(state)) return;
    const wait = Math.max(calm, this.#notBefore - Date.now());
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void guard(this.#services, async () => this.#measure(), 'space');
    }, wait);
  }

  /** Another engine has another disk. */
  forget(): void {
    this.#measured = undefined;
    this.#notBefore = 0;
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #isMeasured({ images, space }: ImagesState): boolean {
    const known = this.#measured;
    if (!known || !space) return known?.size === images.size;
    return known.size === images.size && [...images.keys()].every((id) => known.has(id));
  }

  async #measure(): Promise<void> {
    const signal = this.#seen();
    const asked = this.#store.value;
    if (!signal || !asked) return;
    this.#measuring = true;
    const started = Date.now();
    try {
      const { docker } = await this.#services.world();
      const space = await docker.imagesSpace(signal);
      this.#measured = new Set(asked.images.keys());
      const now = this.#store.value;
      if (now) this.#store.ready({ ...now, space });
    } catch (error) {
      if (isAbort(error)) return;
      if (!(error instanceof Problem)) throw error;
      // Not every engine can: it is asked again when its images change.
      this.#measured = new Set(asked.images.keys());
      logError(this.#services, 'space', error);
    } finally {
      this.#measuring = false;
      this.#notBefore = Date.now() + (Date.now() - started) * rest;
      this.notice();
    }
  }
}
