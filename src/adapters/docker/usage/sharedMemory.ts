import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import type { UsageCounters } from '../../../core/resources/usage/usage';
import type { Ask } from '../engine';
import { readFrames } from '../frames';

/** Milliseconds. To ask costs a process in the container. */
const askEvery = 5000;

type Held = Pick<UsageCounters, 'shmUsed' | 'shmSize'>;

/** How full `/dev/shm` is, where neither the engine nor this machine tells: `df` in the container, now and then. */
export class SharedMemory {
  readonly #ask: Ask;
  readonly #id: string;
  readonly #signal: AbortSignal;
  #asked = 0;
  #held: Held = {};
  #isTold = true;

  constructor(ask: Ask, id: string, signal: AbortSignal) {
    this.#ask = ask;
    this.#id = id;
    this.#signal = signal;
  }

  /** What was told last; a new answer comes for the next one. */
  last(): Held {
    const now = performance.now();
    if (this.#isTold && (this.#asked === 0 || now - this.#asked > askEvery)) {
      this.#asked = now;
      void this.#look();
    }
    return this.#held;
  }

  /** An image without `df` is asked once. */
  async #look(): Promise<void> {
    try {
      const held = readDf(await this.#run(['df', '-Pk', '/dev/shm']));
      if (held) this.#held = held;
      else this.#isTold = false;
    } catch {
      this.#isTold = false;
    }
  }

  async #run(Cmd: string[]): Promise<string> {
    const abortSignal = this.#signal;
    return this.#ask(abortSignal, async (docker) => {
      const exec = await docker.getContainer(this.#id).exec({ Cmd, AttachStdout: true, abortSignal });
      const stream = await exec.start({ hijack: true, stdin: false, abortSignal });
      return (await buffer(Readable.from(readFrames(stream)))).toString('utf8');
    });
  }
}

/** The second line of `df -Pk`: device, kilobytes, used, free. */
function readDf(text: string): Held | undefined {
  const [, size, used] = /^\S+\s+(\d+)\s+(\d+)\s+\d+\s/m.exec(text) ?? [];
  if (size === undefined || used === undefined) return undefined;
  return { shmUsed: Number(used) * 1024, shmSize: Number(size) * 1024 };
}
