/** Values that wander around what was recorded, the same for the same seed. */
export class Walk {
  #state;
  #steps = new Map();

  constructor(seed) {
    this.#state = seed;
  }

  /** The next value of a cell: only numbers that change in life wander, and stay what they can be. */
  step(key, field, recorded) {
    const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)( .*)?$/.exec(recorded ?? '') ?? [];
    const reach = reaches.find(([pattern]) => pattern.test(field))?.[1];
    if (digits === undefined || reach === undefined || this.#state === 0) return recorded;
    const middle = Number(digits);
    const before = this.#steps.get(key) ?? 0;
    // Drawn back to the middle, so that it does not wander away.
    const now = before * 0.9 + (this.#random() - 0.5) * reach;
    this.#steps.set(key, now);
    const most = field.startsWith('utilization') ? 100 : Infinity;
    const value = Math.min(most, Math.max(0, middle + now));
    return `${digits.includes('.') ? value.toFixed(2) : Math.round(value)}${unit}`;
  }

  /** A linear congruential generator, with the numbers of Numerical Recipes. */
  #random() {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    return this.#state / 2 ** 32;
  }
}

const reaches = [
  [/^utilization\./, 20],
  [/^memory\.used/, 64],
  [/^(?:gpu\.)?power\.draw/, 20],
  [/^temperature\.gpu$/, 1],
  [/^clocks\.(?:current\.)?sm$/, 30],
];
