import type { GpuProcess } from '../gpu';
import { known } from '../known';
import { readMebibytes } from './printedCard';

export const appFields = ['gpu_uuid', 'pid', 'process_name', 'used_gpu_memory'] as const;

/** Reads a line of `--query-compute-apps`, from both ends: the name between may have commas. */
export function readAppLine(line: string): GpuProcess | undefined {
  const match = /^\s*([^,\s]+),\s*(\d{1,15}),\s*(.*?),([^,]*)$/.exec(line);
  const [, gpu = '', pid = '', name = '', memory = ''] = match ?? [];
  if (!match) return undefined;
  return { gpu, pid: Number(pid), name, ...known({ memoryUsed: readMebibytes(memory) }) };
}

/**
 * The processes of each card as they were last listed. Lists come again and again with nothing between, and a card
 * without processes has no line that would say so: what belongs together, and what is gone, only the time tells.
 */
export class ComputeApps {
  readonly #lists = new Map<string, { at: number; processes: Map<number, GpuProcess> }>();
  readonly #interval: number;

  constructor(intervalMilliseconds: number) {
    this.#interval = intervalMilliseconds;
  }

  add(process: GpuProcess, now: number): void {
    const list = this.#lists.get(process.gpu);
    if (list && now - list.at < this.#interval / 2) list.processes.set(process.pid, process);
    else this.#lists.set(process.gpu, { at: now, processes: new Map([[process.pid, process]]) });
  }

  at(now: number): readonly GpuProcess[] {
    return [...this.#lists.values()]
      .filter((list) => now - list.at < this.#interval * 2.5)
      .flatMap(({ processes }) => [...processes.values()]);
  }
}
