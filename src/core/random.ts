/** mulberry32: whole numbers of 32 bits, the same for the same seed. */
export function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    return mixedBits(state);
  };
}

/** 32 bits, of which none is like the other. */
export function mixedBits(value: number): number {
  let bits = Math.imul(value ^ (value >>> 15), 1 | value);
  bits ^= bits + Math.imul(bits ^ (bits >>> 7), 61 | bits);
  return (bits ^ (bits >>> 14)) >>> 0;
}
