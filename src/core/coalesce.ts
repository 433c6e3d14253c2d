/** While one run is under way, any number of further calls become exactly one run after it. */
export function coalesce(run: () => Promise<void>): () => Promise<void> {
  let current: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = async (): Promise<void> => {
    try {
      await run();
    } finally {
      current = undefined;
    }
  };
  return async () => {
    if (!current) return (current = start());
    const after = async (): Promise<void> => {
      next = undefined;
      return (current = start());
    };
    return (next ??= current.then(after, after));
  };
}
