import type { Interval } from './interval';
import { quantileOf } from './interval';

/** Normal deviate of 95 %. */
const deviate = 1.959964;
/** More values than these say no more, and their pairs would be millions. */
const most = 2000;
/** Fewer are counted exactly. */
const fewest = 6;
const exactUpTo = 25;

/**
 * The middle of paired differences: the Hodges–Lehmann estimate, with the interval of Wilcoxon's signed ranks. It asks
 * nothing of how latencies are distributed, and one stalled request moves it little. Fewer than six pairs can say
 * nothing with 95 %.
 */
export function medianDifference(all: readonly number[]): Interval | undefined {
  const differences = thinned(all);
  const count = differences.length;
  if (count < fewest) return undefined;
  const averages = new Float64Array((count * (count + 1)) / 2);
  let at = 0;
  for (let left = 0; left < count; left += 1)
    for (let right = left; right < count; right += 1)
      averages[at++] = ((differences[left] ?? 0) + (differences[right] ?? 0)) / 2;
  averages.sort();
  const cut = count <= exactUpTo ? exactCut(count) : normalCut(count);
  return {
    value: quantileOf([averages[(averages.length - 1) >> 1] ?? 0, averages[averages.length >> 1] ?? 0], 0.5),
    low: averages[cut] ?? 0,
    high: averages[averages.length - 1 - cut] ?? 0,
  };
}

/** Evenly among all, so that no part of the time is left out. */
function thinned(all: readonly number[]): readonly number[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, index) => all[Math.floor((index * all.length) / most)] ?? 0);
}

/** How many averages lie outside on each side: as many as rank sums that 2.5 % do not reach. */
function exactCut(count: number): number {
  let ways = [1];
  for (let rank = 1; rank <= count; rank += 1) {
    const before = ways;
    const sumsTo = before.length + rank;
    ways = Array.from({ length: sumsTo }, (_, sum) => (before[sum] ?? 0) + (before[sum - rank] ?? 0));
  }
  const limit = 0.025 * 2 ** count;
  let seen = 0;
  for (const [sum, each] of ways.entries()) {
    seen += each;
    if (seen >= limit) return Math.max(0, sum - 1);
  }
  return 0;
}

function normalCut(count: number): number {
  const mean = (count * (count + 1)) / 4;
  const deviation = Math.sqrt((count * (count + 1) * (2 * count + 1)) / 24);
  return Math.max(0, Math.round(mean - deviate * deviation) - 1);
}
