/** A value with the interval in which it lies, as far as 95 % confidence goes. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Whether an interval leaves it open that nothing differs. */
export const holds = ({ low, high }: Interval, value: number): boolean => low <= value && value <= high;

/** Of values in order, between its neighbours. */
export function quantileOf(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const [below = Number.NaN, above = below] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return below === above ? below : below + (above - below) * (at - Math.floor(at));
}
