import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../core/ports';

/** Milliseconds: a timer that is longer ends at once. */
const longest = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    const slice = { signal, ref: false };
    let left = milliseconds;
    for (; left > longest; left -= longest) await setTimeout(longest, undefined, slice);
    await setTimeout(left, undefined, slice);
  },
};
