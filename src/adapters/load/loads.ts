import { readdir, readFile, stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import * as l10n from '@vscode/l10n';
import { loadLimits } from '../../core/load/plan/loadStep';
import { readLoopback } from '../../core/load/plan/loopback';
import type { Answer, Loads, LoadTarget, LoadThread, PayloadFile, Question } from '../../core/load/ports';
import type { StepBeat, StepTally } from '../../core/load/tally';
import type { LoadStep } from '../../core/load/plan/loadStep';
import { Problem } from '../../core/problem';
import { field } from '../field';
import { findAddress } from './findAddress';
import type { FromThread, ThreadTarget, ToThread } from './messages';

export const makeLoads = (): Loads => ({
  open: async (targets, signal) => {
    const found = await Promise.all(targets.map(threadTarget));
    signal.throwIfAborted();
    return new Thread(found);
  },
  readPayloads: async (paths, signal) => {
    const files: PayloadFile[] = [];
    for (const path of paths) {
      signal.throwIfAborted();
      files.push(...(await readPayload(path)));
    }
    return files;
  },
});

async function threadTarget(target: LoadTarget): Promise<ThreadTarget> {
  const place = readLoopback(target.url);
  return { ...target, ...place, address: await findAddress(place) };
}

async function readPayload(path: string): Promise<readonly PayloadFile[]> {
  try {
    const { size, isFolder } = await stat(path).then((found) => ({
      size: found.size,
      isFolder: found.isDirectory(),
    }));
    if (!isFolder) {
      if (size > loadLimits.payloadBytes)
        throw new Problem('bad-usage', l10n.t('{0} is larger than 256 MB.', path));
      return [{ path, bytes: await readFile(path) }];
    }
    const entries = await readdir(path, { withFileTypes: true });
    const names = entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map(({ name }) => name);
    const files = names.toSorted().slice(0, loadLimits.payloads + 1);
    return (await Promise.all(files.map(async (name) => readPayload(`${path}/${name}`)))).flat();
  } catch (error) {
    if (error instanceof Problem || field(error, 'code') === undefined) throw error;
    throw new Problem('file-unreadable', l10n.t('{0} cannot be read. Is the path right?', path), error);
  }
}

interface Pending {
  readonly heard: (message: FromThread) => void;
  readonly failed: (error: Error) => void;
}

/** Beside the code as it is bundled, and as it is written. */
const threadFile = import.meta.url.endsWith('.ts') ? './sourceThread.mjs' : './loadThread.js';

class Thread implements LoadThread {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #last = 0;

  constructor(targets: readonly ThreadTarget[]) {
    this.#worker = new Worker(new URL(threadFile, import.meta.url), { workerData: targets, execArgv: [] });
    this.#worker.unref();
    this.#worker.on('message', (message: FromThread) => this.#pending.get(message.id)?.heard(message));
    this.#worker.on('error', (error) =>
      this.#fail(error instanceof Error ? error : new Error(String(error))),
    );
    this.#worker.on('exit', () => this.#fail(new Error('The thread of the load has ended.')));
  }

  async step(step: LoadStep, beat: (beat: StepBeat) => void, signal: AbortSignal): Promise<StepTally> {
    return this.#call(
      (id) => ({ kind: 'step', id, step }),
      signal,
      (message) => {
        if (message.kind === 'beat') beat(message.beat);
        return message.kind === 'tally' ? message.tally : undefined;
      },
    );
  }

  async ask(question: Question, signal: AbortSignal): Promise<Answer> {
    const answer = await this.#call(
      (id) => ({ kind: 'ask', id, question }),
      signal,
      (message) => (message.kind === 'answer' ? message.answer : undefined),
    );
    signal.throwIfAborted();
    return answer;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  async #call<T>(
    message: (id: number) => ToThread,
    signal: AbortSignal,
    read: (message: FromThread) => T | undefined,
  ): Promise<T> {
    const id = (this.#last += 1);
    const stop = (): void => this.#tell({ kind: 'stop', id });
    const working = new Promise<T>((resolve, failed) => {
      const heard = (given: FromThread): void => {
        const result = read(given);
        if (result !== undefined) resolve(result);
      };
      this.#pending.set(id, { heard, failed });
    });
    this.#worker.ref();
    this.#tell(message(id));
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    try {
      return await working;
    } finally {
      signal.removeEventListener('abort', stop);
      this.#pending.delete(id);
      if (this.#pending.size === 0) this.#worker.unref();
    }
  }

  #tell(message: ToThread): void {
    this.#worker.postMessage(message);
  }

  #fail(error: Error): void {
    for (const { failed } of this.#pending.values()) failed(error);
  }
}
