import { appFields, ComputeApps, readAppLine } from '../../core/gpu/nvidia/computeApps';
import type { GpuInstance, GpuReading } from '../../core/gpu/gpu';
import { readNvidiaXml } from '../../core/gpu/nvidia/nvidiaXml';
import type { Round } from '../../core/gpu/nvidia/rounds';
import { Problem } from '../../core/problem';
import type { Lines } from './lines';
import { wholeText } from './lines';
import { pause } from './pause';

const seconds = 5;
/** A list that ends by itself is one that this driver does not give; each start costs its time. */
const secondsAfterEnd = 30;

/** What is asked for less often, beside the samples: processes, and the instances of cut cards once one is seen. */
export class SlowFacts {
  readonly #apps = new ComputeApps(seconds * 1000);
  readonly #lines: Lines;
  readonly #signal: AbortSignal;
  readonly #tasks: Array<Promise<void>> = [];
  #instances: ReadonlyMap<string, readonly GpuInstance[]> | undefined;

  constructor(lines: Lines, signal: AbortSignal) {
    this.#lines = lines;
    this.#signal = signal;
    this.#follow(async () => this.#listApps(), secondsAfterEnd);
  }

  complete({ at, gpus }: Round): GpuReading {
    if (!this.#instances && gpus.some(({ mig }) => mig)) {
      this.#instances = new Map();
      this.#follow(async () => this.#askInstances(), seconds);
    }
    const withInstances = gpus.map((gpu) => {
      const instances = gpu.mig ? this.#instances?.get(gpu.uuid) : undefined;
      return instances ? { ...gpu, instances } : gpu;
    });
    return { at, gpus: withInstances, processes: this.#apps.at(at) };
  }

  /** After the signal. */
  async ended(): Promise<void> {
    await Promise.all(this.#tasks);
  }

  /** Again and again. What cannot be told is left out; why there are no samples, their own process says. */
  #follow(task: () => Promise<void>, pauseSeconds: number): void {
    const following = async (): Promise<void> => {
      while (!this.#signal.aborted) {
        try {
          await task();
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
        }
        await pause(pauseSeconds * 1000, this.#signal);
      }
    };
    const followed = following();
    // Told by `ended`; until then it must not count as unheard.
    followed.catch(() => undefined);
    this.#tasks.push(followed);
  }

  async #listApps(): Promise<void> {
    const query = [`--query-compute-apps=${appFields.join(',')}`, '--format=csv,noheader,nounits'];
    for await (const line of this.#lines(['nvidia-smi', ...query, '-l', `${seconds}`], this.#signal)) {
      const app = readAppLine(line);
      if (app) this.#apps.add(app, Date.now());
    }
  }

  async #askInstances(): Promise<void> {
    const cards = readNvidiaXml(await wholeText(this.#lines(['nvidia-smi', '-q', '-x'], this.#signal)));
    this.#instances = new Map(cards.map(({ uuid, instances = [] }) => [uuid, instances]));
  }
}
