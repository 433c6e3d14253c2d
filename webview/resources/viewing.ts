import type { Stretch } from '../../src/core/resources/charts/chartSet';
import type { PageMemory } from '../page';

interface Remembered {
  readonly shown: string;
  readonly zoom?: Stretch | undefined;
  readonly pausedAt?: number | undefined;
  readonly table: boolean;
}

/** How the user looks at the charts. It outlives the page, but zoom and pause only while the same things are shown. */
export class Viewing {
  #state: Remembered = { shown: '', table: false };
  #memory: PageMemory | undefined;

  get zoom(): Stretch | undefined {
    return this.#state.zoom;
  }

  /** The end of the time axis while drawing pauses. */
  get pausedAt(): number | undefined {
    return this.#state.pausedAt;
  }

  get table(): boolean {
    return this.#state.table;
  }

  restore(memory: PageMemory): void {
    this.#memory = memory;
    const kept = memory.read();
    if (isRemembered(kept)) this.#state = kept;
  }

  show(ids: readonly string[]): void {
    const shown = ids.join('\n');
    if (shown === this.#state.shown) return;
    this.#set({ shown, zoom: undefined, pausedAt: undefined });
  }

  zoomTo(zoom: Stretch | undefined): void {
    this.#set({ zoom });
  }

  pauseAt(pausedAt: number | undefined): void {
    this.#set({ pausedAt });
  }

  toggleTable(): void {
    this.#set({ table: !this.table });
  }

  range(extent: Stretch): Stretch {
    return this.zoom ?? { from: extent.from, to: this.pausedAt ?? extent.to };
  }

  #set(change: Partial<Remembered>): void {
    this.#state = { ...this.#state, ...change };
    this.#memory?.write(this.#state);
  }
}

function isRemembered(value: unknown): value is Remembered {
  if (typeof value !== 'object' || value === null) return false;
  return 'shown' in value && typeof value.shown === 'string' && 'table' in value;
}
