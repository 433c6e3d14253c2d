const counters = /^(?:epoch|step|global_step|iteration)s?$/i;

/** Metrics in their order, but what only counts the time comes last: it tells the least. */
export function ordered<T>(
  entries: readonly (readonly [name: string, T])[],
): readonly (readonly [string, T])[] {
  const counts = ([name]: readonly [string, T]): number => (counters.test(name) ? 1 : 0);
  return entries.toSorted((left, right) => counts(left) - counts(right));
}
