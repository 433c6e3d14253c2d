/** Requests under way at the same time. */
const lanes = 8;

/** Does the work for each, several at once, and gives the answers in order. The first failure ends the others. */
export async function atOnce<T, R>(
  items: readonly T[],
  work: (item: T, signal: AbortSignal) => Promise<R>,
  signal: AbortSignal,
): Promise<readonly R[]> {
  const ending = new AbortController();
  const going = ending.signal;
  const end = (): void => ending.abort();
  signal.throwIfAborted();
  signal.addEventListener('abort', end);
  const answers: R[] = [];
  const queue = items.entries();
  let failure: { readonly error: unknown } | undefined;
  const lane = async (): Promise<void> => {
    try {
      for (const [index, item] of queue) {
        going.throwIfAborted();
        answers[index] = await work(item, going);
      }
    } catch (error) {
      failure ??= { error };
      end();
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  signal.removeEventListener('abort', end);
  signal.throwIfAborted();
  if (failure) throw failure.error;
  return answers;
}
