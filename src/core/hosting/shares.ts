/** AWS keeps weights in 32 bits: 0.8 comes back as 0.800000011920929. */
export const isSameWeight = (left: number, right: number): boolean =>
  Math.fround(left) === Math.fround(right);

/** As somebody would have written it. */
export const tidyWeight = (weight: number): number => Number(weight.toPrecision(6));

/**
 * How the traffic is split, in whole steps that add up to `steps`: what is left over goes to the largest
 * remainders. All zeros stay zeros: then nothing is split.
 */
export function shares(weights: readonly number[], steps = 100): readonly number[] {
  const tidy = weights.map(tidyWeight);
  const sum = total(tidy);
  if (sum <= 0) return weights.map(() => 0);
  // Equal remainders are equal also when they are off by a hair.
  const exact = tidy.map((weight) => Number(((weight / sum) * steps).toFixed(6)));
  const whole = exact.map(Math.floor);
  const order = exact
    .map((each, index) => ({ index, rest: Number((each - (whole[index] ?? 0)).toFixed(6)) }))
    .toSorted((left, right) => right.rest - left.rest || left.index - right.index);
  const missing = steps - total(whole);
  const lucky = new Set(order.slice(0, Math.max(missing, 0)).map(({ index }) => index));
  return whole.map((each, index) => (lucky.has(index) ? each + 1 : each));
}

/**
 * Gives a variant so many percent. The others share the rest as they did before, those that are locked keep theirs,
 * and the scale stays: 9 to 1 becomes 7.5 to 2.5.
 */
export function moveShare(
  weights: readonly number[],
  {
    index,
    share,
    locked,
  }: { readonly index: number; readonly share: number; readonly locked: ReadonlySet<number> },
): readonly number[] {
  const before = shares(weights);
  const isFree = (at: number): boolean => at !== index && !locked.has(at);
  const free = weights.flatMap((weight, at) => (isFree(at) ? [weight] : []));
  const kept = total(before.filter((_, at) => at !== index && !isFree(at)));
  const wanted = Math.min(Math.max(Math.round(share), 0), 100 - kept);
  if (free.length === 0 || wanted === before[index]) return weights;
  const spread = shares(total(free) > 0 ? free : free.map(() => 1), 100 - kept - wanted).values();
  const after = before.map((each, at) =>
    at === index ? wanted : isFree(at) ? (spread.next().value ?? 0) : each,
  );
  const scale = total(weights) > 0 ? total(weights) / 100 : 1;
  return after.map((each) => tidyWeight(each * scale));
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);
