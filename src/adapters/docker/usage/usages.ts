import { availableParallelism } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import { isAbort, Problem } from '../../../core/problem';
import type { Usages } from '../../../core/resources/ports';
import type { UsageCounters } from '../../../core/resources/usage/usage';
import { usageBetween } from '../../../core/resources/usage/usage';
import { field } from '../../field';
import type { Ask, Engine } from '../engine';
import { GroupReader } from './groupReader';
import { SharedMemory } from './sharedMemory';
import { engineCounters } from './statsStream';

export function makeUsages({ ask }: Engine): Usages {
  return {
    async *watch(id, milliseconds, signal) {
      const about = await inspect(ask, id, signal);
      const sharedMemory = new SharedMemory(ask, about.id, signal);
      let before: UsageCounters | undefined;
      for await (const counters of counted(ask, about, milliseconds, signal)) {
        const whole = counters.shmUsed === undefined ? { ...counters, ...sharedMemory.last() } : counters;
        yield { ...usageBetween(before, completed(whole, about)), at: Date.now() };
        before = counters;
      }
    },
    processes: async (id, signal) =>
      ask(signal, async (docker) => processIds(await docker.getContainer(id).top({ abortSignal: signal }))),
  };
}

export interface About {
  readonly id: string;
  readonly pid: number;
  readonly shmSize: number | undefined;
  readonly cpus: number | undefined;
  readonly memoryLimit: number | undefined;
  /** Its network is the machine's, and so are the counts. */
  readonly sharesNetwork: boolean;
}

/** The files of its control groups when they are on this machine, and otherwise what the engine tells, each second. */
async function* counted(
  ask: Ask,
  about: About,
  milliseconds: number,
  signal: AbortSignal,
): AsyncGenerator<UsageCounters> {
  const reader = await GroupReader.open(about);
  if (!reader) return yield* engineCounters(ask, about.id, signal);
  for (;;) {
    const counters = await reader.read(() => performance.now());
    if (!counters) return;
    yield counters;
    try {
      await wait(milliseconds, undefined, { signal });
    } catch (error) {
      if (isAbort(error)) return;
      throw error;
    }
  }
}

async function inspect(ask: Ask, id: string, signal: AbortSignal): Promise<About> {
  return ask(signal, async (docker) => {
    const { Id, State, HostConfig } = await docker.getContainer(id).inspect({ abortSignal: signal });
    if (!State.Running)
      throw new Problem('container-gone', l10n.t('The container {0} does not run.', Id.slice(0, 12)));
    const { ShmSize, NanoCpus, Memory, NetworkMode } = HostConfig;
    return {
      id: Id,
      pid: State.Pid,
      shmSize: ShmSize,
      cpus: NanoCpus ? NanoCpus / 1e9 : undefined,
      memoryLimit: Memory ? Memory : undefined,
      sharesNetwork: NetworkMode === 'host',
    };
  });
}

/** A limit that nobody set is the machine's memory, which is none of this container's. */
function completed(counters: UsageCounters, about: About): UsageCounters {
  const { memoryLimit: _, received, sent, ...rest } = counters;
  const { memoryLimit, sharesNetwork } = about;
  const network = {
    ...(received === undefined ? {} : { received }),
    ...(sent === undefined ? {} : { sent }),
  };
  const shmSize = counters.shmSize ?? about.shmSize;
  return {
    ...rest,
    ...(sharesNetwork ? {} : network),
    cpus: about.cpus ?? counters.cpus ?? availableParallelism(),
    ...(memoryLimit === undefined ? {} : { memoryLimit }),
    ...(shmSize === undefined ? {} : { shmSize }),
  };
}

function processIds(top: unknown): readonly number[] {
  const titles: unknown = field(top, 'Titles');
  const rows: unknown = field(top, 'Processes');
  const column = Array.isArray(titles) ? titles.indexOf('PID') : -1;
  if (column < 0 || !Array.isArray(rows)) return [];
  return rows
    .map((row: unknown) => Number(Array.isArray(row) ? row[column] : Number.NaN))
    .filter(Number.isInteger);
}
