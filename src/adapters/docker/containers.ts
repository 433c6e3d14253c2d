import { hostname, release } from 'node:os';
import { Readable } from 'node:stream';
import type Dockerode from 'dockerode';
import { pack } from 'tar-stream';
import { isAbort, Problem } from '../../core/problem';
import { folderLabel, giftFolder, hostLabel, runLabel } from '../../core/run/labels';
import type {
  Containers,
  ContainerState,
  EngineFacts,
  Gift,
  LabelledContainer,
  RunContainer,
} from '../../core/run/ports';
import { field } from '../field';
import { containerOptions } from './containerOptions';
import type { Ask, Engine } from './engine';
import { copyOfImage } from './copyOfImage';
import { readFrames } from './frames';
import { makeNetwork } from './network';
import { neighbours } from './neighbours';
import { pullImage } from './pull';
import { socketTables } from './sockets';

export function makeContainers({ ask }: Engine): Containers {
  return {
    facts: async (signal) => ask(signal, async (docker) => engineFacts(await docker.info())),
    ...lives(ask),
    ...networks(ask),
    ...neighbours(ask),
    has: async (id, path, signal) =>
      gone(false, async () =>
        ask(signal, async (docker) => {
          const answer: unknown = await docker.getContainer(id).infoArchive({ path, abortSignal: signal });
          // The answer is all in its head; left unread, it keeps its connection, and the process with it.
          if (answer instanceof Readable) answer.destroy();
          return true;
        }),
      ),
    giveFiles: async (id, gift, signal) => {
      await ask(signal, async (docker) =>
        docker.getContainer(id).putArchive(gifts(gift), { path: gift.folder, abortSignal: signal }),
      );
    },
    socketTables: async (id, signal) =>
      gone(undefined, async () => ask(signal, async (docker) => socketTables(docker, id, signal))),
    copyOfImage: async (copy, signal) => ask(signal, async (docker) => copyOfImage(docker, copy, signal)),
    pull: async (pull, report, signal) =>
      ask(signal, async (docker) => pullImage(docker, pull, report, signal)),
  };
}

type Lives = Pick<
  Containers,
  'create' | 'listen' | 'start' | 'wait' | 'state' | 'stop' | 'remove' | 'ofRuns' | 'withLabel'
>;

function lives(ask: Ask): Lives {
  return {
    create: async (spec, signal) =>
      ask(
        signal,
        async (docker) =>
          (await docker.createContainer({ ...containerOptions(spec), abortSignal: signal })).id,
      ),
    listen: async (id, from, abortSignal) =>
      ask(abortSignal, async (docker) => {
        const container = docker.getContainer(id);
        const streams = { stdout: true, stderr: true, abortSignal } as const;
        if (from === 'now') return readFrames(await container.attach({ ...streams, stream: true }));
        // To attach to what has ended gives its log, and then waits for ever.
        const { State } = await container.inspect({ abortSignal });
        return readFrames(
          State.Running
            ? await container.attach({ ...streams, stream: true, logs: true })
            : await container.logs({ ...streams, follow: true }),
        );
      }),
    start: async (id, abortSignal) =>
      ask(abortSignal, async (docker) => {
        try {
          await docker.getContainer(id).start({ abortSignal });
          return undefined;
        } catch (error) {
          const words = field(field(error, 'json'), 'message');
          if (typeof words !== 'string' || isAbort(error)) throw error;
          return words;
        }
      }),
    wait: async (id, abortSignal) =>
      gone(undefined, async () =>
        ask(abortSignal, async (docker) => void (await docker.getContainer(id).wait({ abortSignal }))),
      ),
    state: async (id, abortSignal) =>
      gone(undefined, async () =>
        ask(abortSignal, async (docker) =>
          containerState(await docker.getContainer(id).inspect({ abortSignal })),
        ),
      ),
    stop: async (id, seconds, abortSignal) =>
      gone(undefined, async () =>
        ask(abortSignal, async (docker) => {
          await docker.getContainer(id).stop({ t: seconds, abortSignal }).catch(alreadyStopped);
        }),
      ),
    remove: async (id, abortSignal) =>
      gone(undefined, async () =>
        ask(
          abortSignal,
          async (docker) =>
            void (await docker.getContainer(id).remove({ v: true, force: true, abortSignal })),
        ),
      ),
    ofRuns: async (signal) => (await withLabel(ask, runLabel, signal)).map(runContainer),
    withLabel: async (label, signal) => withLabel(ask, label, signal),
  };
}

function networks(ask: Ask): Pick<Containers, 'createNetwork' | 'removeNetwork'> {
  return {
    createNetwork: async (network, signal) =>
      ask(signal, async (docker) => makeNetwork(docker, network, signal)),
    removeNetwork: async (name, signal) =>
      gone(undefined, async () =>
        ask(signal, async (docker) => void (await docker.getNetwork(name).remove({ abortSignal: signal }))),
      ),
  };
}

/** What is not there any more is what was wanted, or an answer of its own. */
async function gone<T>(answer: T, question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof Problem && error.kind === 'image-missing') return answer;
    throw error;
  }
}

function alreadyStopped(error: unknown): void {
  if (field(error, 'statusCode') !== 304) throw error;
}

function engineFacts(info: unknown): EngineFacts {
  const options = field(info, 'SecurityOptions');
  const has = (name: string): boolean =>
    Array.isArray(options) && options.some((each) => String(each).startsWith(`name=${name}`));
  const machine = String(field(info, 'Architecture'));
  return {
    memoryBytes: Number(field(info, 'MemTotal') ?? 0),
    cpus: Number(field(info, 'NCPU') ?? 1),
    architecture: ({ x86_64: 'amd64', aarch64: 'arm64' } as const)[machine] ?? machine,
    rootless: has('rootless'),
    remapsUsers: has('userns'),
    desktop: field(info, 'OperatingSystem') === 'Docker Desktop',
    // The same kernel under another name is a container, or another system of the same virtual machine.
    here:
      process.platform === 'linux' &&
      field(info, 'KernelVersion') === release() &&
      field(info, 'Name') === hostname() &&
      !has('rootless'),
  };
}

function containerState({ Id, State }: Dockerode.ContainerInspectInfo): ContainerState {
  return {
    id: Id,
    status: State.Running ? 'running' : State.Status === 'created' ? 'created' : 'exited',
    exitCode: State.ExitCode,
    oomKilled: State.OOMKilled,
    error: State.Error,
  };
}

async function withLabel(
  ask: Ask,
  label: string,
  abortSignal: AbortSignal,
): Promise<readonly LabelledContainer[]> {
  const filters = { label: [label] };
  const found = await ask(abortSignal, async (docker) =>
    docker.listContainers({ all: true, filters, abortSignal }),
  );
  return found.map(({ Id, Labels, State }) => ({ id: Id, labels: Labels, running: State === 'running' }));
}

function runContainer({ id, labels, running }: LabelledContainer): RunContainer {
  return {
    id,
    run: labels[runLabel] ?? '',
    host: labels[hostLabel] ?? '',
    folder: labels[folderLabel] ?? '',
    running,
  };
}

/**
 * A tar that changes owners: the engine unpacks it as root, and gives a folder that is there already, and a
 * hard link to a file that is there, to whom the header names. The links are left in a folder of the user's.
 */
function gifts({ entries, owner }: Gift): NodeJS.ReadableStream {
  const tar = pack();
  tar.entry({ name: giftFolder, type: 'directory', mode: 0o700, ...owner });
  for (const [index, { path, kind, mode }] of entries.entries()) {
    if (kind === 'folder') tar.entry({ name: path, type: 'directory', mode: mode | 0o700, ...owner });
    else tar.entry({ name: `${giftFolder}/${index}`, type: 'link', linkname: path, ...owner });
  }
  tar.finalize();
  return tar;
}
