import { setTimeout as sleep } from 'node:timers/promises';

/** Repeats an assertion until it holds; when time is up, fails as it last failed. */
export async function eventually<T>(assertion: () => Promise<T> | T, seconds = 15): Promise<T> {
  const deadline = Date.now() + seconds * 1_000;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(50);
    }
  }
}
