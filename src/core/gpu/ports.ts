import type { GpuReading } from './gpu';

/** Where the driver's tool is run: here when the engine is on this machine, otherwise in a container with a card. */
export type GpuPlace = { readonly kind: 'machine' } | { readonly kind: 'container'; readonly id: string };

export interface Gpus {
  /**
   * What the cards do, at each interval, until the signal. Throws a Problem of kind `gpu-absent` when there is none to
   * be seen, with a sentence that says why, and `gpu-failed` with what to do when the driver is ill.
   */
  watch(place: GpuPlace, milliseconds: number, signal: AbortSignal): AsyncIterable<GpuReading>;
}
