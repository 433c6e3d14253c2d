import { setTimeout } from 'node:timers/promises';
import { isAbort } from '../../core/problem';

/** Ends early, and without an error, with the signal. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, { signal, ref: false });
  } catch (error) {
    if (!isAbort(error)) throw error;
  }
}
