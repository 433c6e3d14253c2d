import type { Pace } from '../../core/load/plan/loadStep';
import { randomNumbers } from '../../core/random';

const seed = 7;

/** When requests are due, in milliseconds since the first, one after the other and for ever. */
export function* schedule({ rate, arrivals }: Extract<Pace, { kind: 'open' }>): Generator<number, never> {
  const gap = 1000 / rate;
  if (arrivals === 'even') for (let index = 0; ; index += 1) yield index * gap;
  const random = randomNumbers(seed);
  for (let at = 0; ; at += -Math.log((random() + 1) / 2 ** 32) * gap) yield at;
}
