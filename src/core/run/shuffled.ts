/**
 * The same order for the same seed and epoch, on every host. AWS does not tell how it shuffles: the order is not theirs,
 * only as steady.
 */
export function shuffled<T>(items: readonly T[], seed: number, epoch: number): readonly T[] {
  const random = numbers(mixed(mixed(seed % 2 ** 32) ^ Math.floor(seed / 2 ** 32)) ^ epoch);
  return items
    .map((item) => ({ item, at: random() }))
    .toSorted((left, right) => left.at - right.at)
    .map(({ item }) => item);
}

/** mulberry32: 32 bits, of which none is like the other. */
function numbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    return mixed(state);
  };
}

function mixed(value: number): number {
  let bits = Math.imul(value ^ (value >>> 15), 1 | value);
  bits ^= bits + Math.imul(bits ^ (bits >>> 7), 61 | bits);
  return (bits ^ (bits >>> 14)) >>> 0;
}
