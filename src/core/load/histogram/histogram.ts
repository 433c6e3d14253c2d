/** How often each slot was hit: slot, count, slot, count…, in order. Small, and itself again after JSON. */
export type Counts = readonly number[];

/** 1,024 slots for each power of two: three significant digits, as HdrHistogram has them. */
const halfBits = 10;
const half = 2 ** halfBits;
/** Microseconds: 35 minutes, more than any request may take. */
export const largest = 2 ** 31 - 1;
const slots = slotOf(largest) + 1;

/** Whole microseconds up to `largest`, which stands for all that is larger. */
function slotOf(value: number): number {
  const shift = Math.max(0, 31 - halfBits - Math.clz32(value));
  return shift * half + (value >>> shift);
}

function rangeOf(slot: number): { readonly low: number; readonly high: number } {
  const shift = Math.max(0, Math.floor(slot / half) - 1);
  const low = (slot - shift * half) * 2 ** shift;
  return { low, high: low + 2 ** shift - 1 };
}

/** Microseconds that a slot of `Counts` stands for: its largest, as in HdrHistogram. */
export const valueOf = (slot: number): number => rangeOf(slot).high;

/** Counts microseconds in logarithmic slots: each quantile is right to three digits, however long the tail. */
export class Histogram {
  readonly #counts = new Uint32Array(slots);
  #total = 0;
  #sum = 0;
  #largest = 0;

  static of(...several: readonly Counts[]): Histogram {
    const made = new Histogram();
    for (const counts of several) made.#add(counts);
    return made;
  }

  get total(): number {
    return this.#total;
  }

  get mean(): number {
    return this.#total === 0 ? 0 : this.#sum / this.#total;
  }

  /** To three digits, as all that is asked of it. */
  get largest(): number {
    return this.#largest;
  }

  record(microseconds: number, times = 1): void {
    const value = Math.min(largest, Math.max(0, Math.round(microseconds)));
    this.#count(slotOf(value), times, value);
  }

  clear(): void {
    this.#counts.fill(0);
    [this.#total, this.#sum, this.#largest] = [0, 0, 0];
  }

  /** The smallest value that at least this share of all do not exceed; 0 when there is none. */
  quantile(share: number): number {
    const wanted = Math.max(1, Math.ceil(share * this.#total - 1e-9));
    let seen = 0;
    for (let slot = 0; slot < slots; slot += 1) {
      seen += this.#counts[slot] ?? 0;
      if (seen >= wanted) return Math.min(rangeOf(slot).high, this.#largest);
    }
    return 0;
  }

  counts(): Counts {
    const found: number[] = [];
    for (let slot = 0; slot < slots; slot += 1) {
      const count = this.#counts[slot] ?? 0;
      if (count > 0) found.push(slot, count);
    }
    return found;
  }

  /** What lies where, from the smallest: the ends of a slot belong to it. */
  bars(): ReadonlyArray<{ readonly low: number; readonly high: number; readonly count: number }> {
    const counts = this.counts();
    return counts.flatMap((slot, index) =>
      index % 2 === 0 ? [{ ...rangeOf(slot), count: counts[index + 1] ?? 0 }] : [],
    );
  }

  /**
   * As if a request had been due at each interval: whoever waits for an answer before the next request leaves out those
   * that would have waited too (coordinated omission). The same as HdrHistogram's correction.
   */
  corrected(interval: number): Histogram {
    const made = Histogram.of(this.counts());
    if (interval < 1) return made;
    for (const { high, count } of this.bars())
      for (let missed = high - interval; missed >= interval; missed -= interval) made.record(missed, count);
    return made;
  }

  #add(counts: Counts): void {
    for (let index = 0; index + 1 < counts.length; index += 2) {
      const slot = counts[index] ?? 0;
      if (slot < slots) this.#count(slot, counts[index + 1] ?? 0, rangeOf(slot).high);
    }
  }

  #count(slot: number, times: number, value: number): void {
    this.#counts[slot] = (this.#counts[slot] ?? 0) + times;
    this.#total += times;
    this.#sum += value * times;
    if (value > this.#largest) this.#largest = value;
  }
}
