import type { Closeable } from '../scope';

type Wish = 'stop' | 'kill' | 'interrupt' | 'detach';

/** What may be asked of a run while it goes on. A wish is kept until somebody can hear it. */
export class RunControl {
  readonly #wishes: Wish[] = [];
  #hear: ((wish: Wish) => void) | undefined;

  /** As StopTrainingJob: SIGTERM, and 120 seconds later SIGKILL. */
  stop(): void {
    this.#say('stop');
  }

  /** At once, without grace. */
  kill(): void {
    this.#say('kill');
  }

  /** As a spot instance that is taken away: stopped, and started again with its checkpoints. */
  interrupt(): void {
    this.#say('interrupt');
  }

  /** Leaves the containers as they are, for somebody who follows later. */
  detach(): void {
    this.#say('detach');
  }

  /** Until the listening is disposed. */
  listen(hear: (wish: Wish) => void): Closeable {
    this.#hear = hear;
    this.#wishes.splice(0).forEach(hear);
    return { dispose: () => (this.#hear = undefined) };
  }

  #say(wish: Wish): void {
    if (this.#hear) this.#hear(wish);
    else this.#wishes.push(wish);
  }
}
