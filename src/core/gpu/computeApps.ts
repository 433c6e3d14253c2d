import type { GpuProcess } from './gpu';
import { known } from './known';
import { readMebibytes } from './printedCard';

export const appFields = ['timestamp', 'gpu_uuid', 'pid', 'process_name', 'used_gpu_memory'] as const;

interface AppLine {
  readonly time: string;
  readonly process: GpuProcess;
}

/** Reads a line of `--query-compute-apps`, from both ends: the name between may have commas. */
export function readAppLine(line: string): AppLine | undefined {
  const match = /^\s*([^,]+),\s*([^,\s]+),\s*(\d{1,15}),\s*(.*?),([^,]*)$/.exec(line);
  const [, time = '', gpu = '', pid = '', name = '', memory = ''] = match ?? [];
  if (!match) return undefined;
  return { time, process: { gpu, pid: Number(pid), name, ...known({ memoryUsed: readMebibytes(memory) }) } };
}

/** The processes of each card as they were last listed. A card without processes has no line that would say so. */
export class ComputeApps {
  readonly #lists = new Map<string, { time: string; at: number; processes: GpuProcess[] }>();

  add({ time, process }: AppLine, now: number): void {
    const list = this.#lists.get(process.gpu);
    if (list?.time === time) list.processes.push(process);
    else this.#lists.set(process.gpu, { time, at: now, processes: [process] });
  }

  /** Those that were listed since. */
  since(at: number): readonly GpuProcess[] {
    return [...this.#lists.values()].filter((list) => list.at >= at).flatMap(({ processes }) => processes);
  }
}
