import type { UsageSample } from './usage/usage';

/** What containers use, as their engine or their control groups tell it. */
export interface Usages {
  /** At each interval until the container ends, or the signal. */
  watch(id: string, milliseconds: number, signal: AbortSignal): AsyncIterable<UsageSample>;
  /** Its processes as the machine numbers them. */
  processes(id: string, signal: AbortSignal): Promise<readonly number[]>;
}
