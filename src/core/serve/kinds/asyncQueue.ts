// The queue of an asynchronous endpoint: in turn, so many at once, and none that has waited too long.

export interface Waiting {
  readonly id: string;
  /** When it came, in milliseconds since 1970. */
  readonly at: number;
  /** Seconds. */
  readonly ttl: number;
}

export interface AsyncQueue<T extends Waiting> {
  readonly waiting: readonly T[];
  readonly running: readonly T[];
  readonly answered: number;
  readonly failed: number;
  readonly expired: number;
}

export const emptyQueue: AsyncQueue<never> = { waiting: [], running: [], answered: 0, failed: 0, expired: 0 };

export const enqueue = <T extends Waiting>(queue: AsyncQueue<T>, entry: T): AsyncQueue<T> => ({
  ...queue,
  waiting: [...queue.waiting, entry],
});

/** Who may begin now, and who came too late. */
export function takeNext<T extends Waiting>(
  queue: AsyncQueue<T>,
  now: number,
  limit: number,
): { readonly queue: AsyncQueue<T>; readonly begun: readonly T[]; readonly expired: readonly T[] } {
  const isLate = ({ at, ttl }: Waiting): boolean => now - at >= ttl * 1000;
  const expired = queue.waiting.filter(isLate);
  const inTime = queue.waiting.filter((entry) => !isLate(entry));
  const begun = inTime.slice(0, Math.max(0, limit - queue.running.length));
  return {
    begun,
    expired,
    queue: {
      ...queue,
      waiting: inTime.slice(begun.length),
      running: [...queue.running, ...begun],
      expired: queue.expired + expired.length,
    },
  };
}

export const finishEntry = <T extends Waiting>(
  queue: AsyncQueue<T>,
  entry: T,
  end: 'answered' | 'failed',
): AsyncQueue<T> => ({
  ...queue,
  running: queue.running.filter((each) => each !== entry),
  [end]: queue[end] + 1,
});

/** Milliseconds until the first of those that wait is too old. */
export const nextExpiry = (queue: AsyncQueue<Waiting>, now: number): number | undefined =>
  queue.waiting.length === 0
    ? undefined
    : Math.max(0, Math.min(...queue.waiting.map(({ at, ttl }) => at + ttl * 1000 - now)));
