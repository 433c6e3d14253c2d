import { moveShare, shares } from '../../src/core/hosting/shares';
import type { LocalVariant } from '../../src/core/serve/panel/localPanel';

/** How long what was asked for is believed rather than what is told, in milliseconds. */
const patience = 2000;

/** The weights as the user moves them. They count at once; what the extension tells follows a moment later. */
export class Moving {
  readonly locked = new Set<string>();
  #told: ReadonlyMap<string, number> = new Map();
  #asked: ReadonlyMap<string, number> = new Map();
  #until = 0;

  tell(variants: readonly LocalVariant[], now: number): void {
    this.#told = new Map(variants.map(({ name, weight }) => [name, weight]));
    const isHeard = [...this.#asked].every(([name, weight]) => this.#told.get(name) === weight);
    if (isHeard || now > this.#until) this.#asked = new Map();
  }

  get weights(): ReadonlyMap<string, number> {
    return this.#asked.size > 0 ? this.#asked : this.#told;
  }

  /** In percent, by name. */
  get shares(): ReadonlyMap<string, number> {
    const names = [...this.weights.keys()];
    const split = shares([...this.weights.values()]);
    return new Map(names.map((name, index) => [name, split[index] ?? 0]));
  }

  /** What the weights are to be. */
  move(name: string, share: number, now: number): Readonly<Record<string, number>> {
    const names = [...this.weights.keys()];
    const index = names.indexOf(name);
    const locked = new Set(names.flatMap((each, at) => (this.locked.has(each) && at !== index ? [at] : [])));
    const moved = moveShare([...this.weights.values()], { index, share, locked });
    this.#asked = new Map(names.map((each, at) => [each, moved[at] ?? 0]));
    this.#until = now + patience;
    return Object.fromEntries(this.#asked);
  }

  toggleLock(name: string): void {
    if (!this.locked.delete(name)) this.locked.add(name);
  }
}
