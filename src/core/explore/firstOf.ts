/** The first so many in order, without sorting all: of a hundred thousand names only some are ever shown. */
export function firstOf<T>(
  items: readonly T[],
  limit: number,
  compare: (left: T, right: T) => number,
): readonly T[] {
  if (items.length <= limit) return items.toSorted(compare);
  const kept = items.slice(0, limit).toSorted(compare);
  for (let at = limit; at < items.length; at += 1) {
    const item = items[at];
    const last = kept.at(-1);
    if (item === undefined || last === undefined || compare(item, last) >= 0) continue;
    kept.pop();
    kept.splice(placeOf(kept, item, compare), 0, item);
  }
  return kept;
}

function placeOf<T>(sorted: readonly T[], item: T, compare: (left: T, right: T) => number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(sorted[middle] ?? item, item) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
