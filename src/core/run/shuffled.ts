import { mixedBits, randomNumbers } from '../random';

/**
 * The same order for the same seed and epoch, on every host. AWS does not tell how it shuffles: the order is not theirs,
 * only as steady.
 */
export function shuffled<T>(items: readonly T[], seed: number, epoch: number): readonly T[] {
  const random = randomNumbers(mixedBits(mixedBits(seed % 2 ** 32) ^ Math.floor(seed / 2 ** 32)) ^ epoch);
  return items
    .map((item) => ({ item, at: random() }))
    .toSorted((left, right) => left.at - right.at)
    .map(({ item }) => item);
}
