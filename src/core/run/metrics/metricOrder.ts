const counters = /^(?:epoch|step|global_step|iteration)s?$/i;

/** Metrics in their order, but what only counts the time comes last: it tells the least. */
export function ordered<T>(
  entries: readonly (readonly [name: string, T])[],
): readonly (readonly [string, T])[] {
  const counts = ([name]: readonly [string, T]): number => (counters.test(name) ? 1 : 0);
  return entries.toSorted((left, right) => counts(left) - counts(right));
}

const less = /loss|err|rmse|rmsle|mse|mae|mape|perplexity|ppl|(?:^|\W|_)wer(?:$|\W|_)/i;
const more =
  /acc|auc|f1|precision|recall|(?:^|[^a-z])map(?:$|[^a-z])|ndcg|bleu|rouge|iou|dice|r2|score|reward/i;

/** Which end of a metric is the better one, by its name; nothing when that tells nothing. */
export function betterEnd(name: string): 'least' | 'greatest' | undefined {
  if (less.test(name)) return 'least';
  return more.test(name) ? 'greatest' : undefined;
}
