import type { ChartTable, Growth, Series } from '../panel/resourcesPanel';

/** Samples in typed columns that double when they are full, so that a beat costs only what it brings. A gap is NaN. */
export class GrowingTable {
  readonly id: string;
  readonly series: readonly Series[];
  #times: Float64Array;
  readonly #values: Float64Array[];
  #length = 0;

  constructor(table: ChartTable) {
    this.id = table.id;
    this.series = table.series;
    const room = Math.max(256, table.x.length * 2);
    this.#times = new Float64Array(room);
    this.#values = table.series.map(() => new Float64Array(room));
    this.append(table);
  }

  get length(): number {
    return this.#length;
  }

  get times(): Float64Array {
    return this.#times.subarray(0, this.#length);
  }

  values(series: number): Float64Array {
    return this.#values[series]?.subarray(0, this.#length) ?? new Float64Array(this.#length).fill(Number.NaN);
  }

  append({ x, y }: Pick<Growth, 'x' | 'y'>): void {
    this.#makeRoom(this.#length + x.length);
    x.forEach((time, row) => {
      // A clock that was set back must not make lines run backwards; searching relies on the order too.
      const previous = this.#times[this.#length - 1] ?? Number.NEGATIVE_INFINITY;
      this.#times[this.#length] = Math.max(time, previous);
      this.#values.forEach((column, index) => {
        column[this.#length] = y[index]?.[row] ?? Number.NaN;
      });
      this.#length += 1;
    });
  }

  /** How many samples lie before a time. */
  countBefore(seconds: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#times[middle] ?? 0) < seconds) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The row whose time is nearest; -1 when there is none. */
  nearest(seconds: number): number {
    if (this.#length === 0) return -1;
    const after = Math.min(this.countBefore(seconds), this.#length - 1);
    const before = Math.max(0, after - 1);
    const distance = (row: number): number => Math.abs((this.#times[row] ?? 0) - seconds);
    return distance(before) < distance(after) ? before : after;
  }

  #makeRoom(length: number): void {
    if (length <= this.#times.length) return;
    const room = Math.max(length, this.#times.length * 2);
    this.#times = grown(this.#times, room);
    this.#values.forEach((column, index) => {
      this.#values[index] = grown(column, room);
    });
  }
}

function grown(column: Float64Array, room: number): Float64Array {
  const larger = new Float64Array(room);
  larger.set(column);
  return larger;
}
