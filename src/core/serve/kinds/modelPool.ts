// Which models of a multi-model container are in its memory. The least recently used one makes room for another.

export interface PooledModel {
  /** As requests name it: `de/churn.tar.gz`. */
  readonly target: string;
  /** As the container knows it. */
  readonly opaque: string;
  readonly state: 'loading' | 'loaded' | 'unloading';
  /** When that began, in milliseconds since 1970. */
  readonly since: number;
  /** Milliseconds that it took to load. */
  readonly loading: number | undefined;
  readonly used: number;
  readonly lastUsed: number;
  /** Requests that it answers right now. */
  readonly busy: number;
}

/** By target. */
export type ModelPool = ReadonlyMap<string, PooledModel>;

export type PoolEvent =
  | { readonly kind: 'loading'; readonly target: string; readonly opaque: string; readonly at: number }
  | { readonly kind: 'loaded'; readonly target: string; readonly at: number }
  | { readonly kind: 'unloading'; readonly target: string; readonly at: number }
  /** Unloaded, or never loaded. */
  | { readonly kind: 'gone'; readonly target: string }
  | { readonly kind: 'began'; readonly target: string; readonly at: number }
  | { readonly kind: 'finished'; readonly target: string };

export function advancePool(pool: ModelPool, event: PoolEvent): ModelPool {
  if (event.kind === 'loading') {
    const { target, opaque, at } = event;
    const fresh = { state: 'loading', loading: undefined, used: 0, lastUsed: at, busy: 0 } as const;
    return new Map(pool).set(target, { target, opaque, since: at, ...fresh });
  }
  const model = pool.get(event.target);
  if (!model) return pool;
  if (event.kind === 'gone') return new Map([...pool].filter(([target]) => target !== event.target));
  return new Map(pool).set(event.target, changed(model, event));
}

function changed(
  model: PooledModel,
  event: Exclude<PoolEvent, { readonly kind: 'loading' | 'gone' }>,
): PooledModel {
  switch (event.kind) {
    case 'loaded':
      return { ...model, state: 'loaded', since: event.at, loading: event.at - model.since };
    case 'unloading':
      return { ...model, state: 'unloading', since: event.at };
    case 'began':
      return { ...model, busy: model.busy + 1, used: model.used + 1, lastUsed: event.at };
    case 'finished':
      return { ...model, busy: Math.max(0, model.busy - 1) };
  }
}

/** Who makes room: loaded, idle, and not used for the longest time. */
export function leastRecentlyUsed(pool: ModelPool): PooledModel | undefined {
  return [...pool.values()]
    .filter(({ state, busy }) => state === 'loaded' && busy === 0)
    .toSorted((one, other) => one.lastUsed - other.lastUsed || one.since - other.since)[0];
}
