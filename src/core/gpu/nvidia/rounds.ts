import type { GpuSample } from '../gpu';
import type { CardLine } from './cardReader';

export interface Round {
  readonly at: number;
  readonly gpus: readonly GpuSample[];
}

/** Puts the lines of several cards together, which come one by one, in the order of the cards, with nothing between. */
export class Rounds {
  #gpus: GpuSample[] = [];
  #at = 0;

  /** A round when it is whole: with its last card, or, when a card is missing, as soon as the next begins. */
  add({ card, count }: CardLine, now: number): Round | undefined {
    const last = this.#gpus.at(-1);
    const before = last !== undefined && card.index <= last.index ? this.#take() : undefined;
    if (this.#gpus.length === 0) this.#at = now;
    this.#gpus.push(card);
    return before ?? (this.#gpus.length === count ? this.#take() : undefined);
  }

  #take(): Round {
    const round = { at: this.#at, gpus: this.#gpus };
    this.#gpus = [];
    return round;
  }
}
