/** The candidate within so many edits (insert, delete, replace, swap) that is nearest; undefined when two are equally near. */
export function nearest(word: string, candidates: Iterable<string>, within: number): string | undefined {
  let best: string | undefined;
  let distance = within + 1;
  let tied = false;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > within) continue;
    const here = editDistance(word, candidate, within);
    tied = here === distance ? true : here < distance ? false : tied;
    if (here < distance) [best, distance] = [candidate, here];
  }
  return distance > within || tied ? undefined : best;
}

/** More than `most` stands for everything above it. */
function editDistance(left: string, right: string, most: number): number {
  let before: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      next.push(cost);
    }
    // A swap reaches back two rows, never to less than one below the best of the last.
    if (Math.min(...next) > most + 1) return most + 1;
    [before, last] = [last, next];
  }
  return last[right.length] ?? 0;
}
