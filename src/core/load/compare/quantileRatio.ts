import { randomNumbers } from '../../random';
import { valueOf, type Counts } from '../histogram/histogram';
import type { Interval } from './interval';
import { quantileOf } from './interval';

const rounds = 1000;
const seed = 20_261;
const fewestSlices = 4;

/**
 * How a quantile of one load stands to that of another, with its interval. Slices of the time are drawn again, not
 * single requests: neighbours in time share the state of the server, and would feign certainty. Nothing when a side has
 * too few slices to say anything.
 */
export function quantileRatio(
  before: readonly Counts[],
  after: readonly Counts[],
  share: number,
): Interval | undefined {
  const [left, right] = [lay(before), lay(after)];
  const fewest = Math.min(left.cumulative.length, right.cumulative.length);
  if (fewest < fewestSlices) return undefined;
  const random = randomNumbers(seed);
  const ratios = Array.from(
    { length: rounds },
    () => quantileIn(right, drawn(right, random), share) / quantileIn(left, drawn(left, random), share),
  ).toSorted((one, other) => one - other);
  const value = quantileIn(right, once(right), share) / quantileIn(left, once(left), share);
  // Few slices vary less among themselves than whole loads do: the interval grows by what that leaves out.
  const stretch = Math.sqrt(fewest / (fewest - 1)) * 1.05;
  const widened = (ratio: number): number => value * (ratio / value) ** stretch;
  return {
    value,
    low: Math.min(value, widened(quantileOf(ratios, 0.025))),
    high: Math.max(value, widened(quantileOf(ratios, 0.975))),
  };
}

/** Slices side by side: how much of each lies at or below each slot that any of them has. */
interface Laid {
  readonly slots: readonly number[];
  readonly cumulative: readonly Float64Array[];
}

function lay(slices: readonly Counts[]): Laid {
  const used = slices.filter(({ length }) => length > 0);
  const slots = [...new Set(used.flatMap((counts) => counts.filter((_, index) => index % 2 === 0)))].toSorted(
    (one, other) => one - other,
  );
  const places = new Map(slots.map((slot, place) => [slot, place]));
  return { slots, cumulative: used.map((counts) => cumulate(counts, places)) };
}

function cumulate(counts: Counts, places: ReadonlyMap<number, number>): Float64Array {
  const sums = new Float64Array(places.size);
  for (let index = 0; index + 1 < counts.length; index += 2)
    sums[places.get(counts[index] ?? -1) ?? 0] = counts[index + 1] ?? 0;
  for (let place = 1; place < sums.length; place += 1)
    sums[place] = (sums[place] ?? 0) + (sums[place - 1] ?? 0);
  return sums;
}

/** How often each slice is drawn. */
function drawn({ cumulative }: Laid, random: () => number): Uint32Array {
  const times = new Uint32Array(cumulative.length);
  for (let draw = 0; draw < times.length; draw += 1) {
    const index = random() % times.length;
    times[index] = (times[index] ?? 0) + 1;
  }
  return times;
}

const once = ({ cumulative }: Laid): Uint32Array => new Uint32Array(cumulative.length).fill(1);

function quantileIn({ slots, cumulative }: Laid, times: Uint32Array, share: number): number {
  const below = (place: number): number =>
    cumulative.reduce((sum, sums, slice) => sum + (times[slice] ?? 0) * (sums[place] ?? 0), 0);
  const wanted = Math.max(1, Math.ceil(share * below(slots.length - 1)));
  let [low, high] = [0, slots.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (below(middle) >= wanted) high = middle;
    else low = middle + 1;
  }
  return Math.max(1, valueOf(slots[low] ?? 0));
}
