import { homedir } from 'node:os';
import type Dockerode from 'dockerode';
import type { Endpoint } from '../../core/docker/endpoint';
import { chooseEndpoint } from '../../core/docker/endpoint';
import type { Container, Image } from '../../core/images/image';
import { splitName } from '../../core/images/image';
import type { Docker } from '../../core/ports';
import { isAbort, Problem } from '../../core/problem';
import type { Connection } from './connect';
import { connect } from './connect';
import { currentContext, dockerContexts } from './contexts';
import { eventFilters, readEvents } from './events';
import { dockerProblem } from './problems';

/** What the user set for us, read anew at each connection. */
export interface DockerSettings {
  readonly host: string;
  readonly context: string;
}

export function makeDocker(settings: () => DockerSettings): Docker {
  let connection: Promise<Connection> | undefined;
  const choose = async (): Promise<Endpoint> => {
    const { host, context } = settings();
    // An address that was given needs no configuration, which may be unreadable.
    const given = host !== '' || (context === '' && Boolean(process.env['DOCKER_HOST']));
    const [current, contexts] = given
      ? [undefined, []]
      : await Promise.all([currentContext(), dockerContexts.list()]);
    return chooseEndpoint({
      platform: process.platform,
      home: homedir(),
      environment: process.env,
      settingHost: host,
      settingContext: context,
      currentContext: current,
      contexts,
    });
  };
  const reach = async (signal: AbortSignal): Promise<Connection> => {
    const reaching = (connection ??= choose().then(async (endpoint) => connect(endpoint, signal)));
    try {
      return await reaching;
    } catch (error) {
      if (connection === reaching) connection = undefined;
      // The connection that we waited for may have been somebody else's, who gave up.
      if (isAbort(error) && !signal.aborted) return reach(signal);
      throw error;
    }
  };
  const ask = async <T>(signal: AbortSignal, question: (docker: Dockerode) => Promise<T>): Promise<T> => {
    const { docker, endpoint } = await reach(signal);
    try {
      return await question(docker);
    } catch (error) {
      signal.throwIfAborted();
      throw dockerProblem(error, endpoint.name);
    }
  };
  return {
    endpoint: choose,
    forget: () => (connection = undefined),
    ...questions(ask),
  };
}

type Ask = <T>(signal: AbortSignal, question: (docker: Dockerode) => Promise<T>) => Promise<T>;

function questions(ask: Ask): Omit<Docker, 'endpoint' | 'forget'> {
  return {
    listImages: async (abortSignal) =>
      ask(abortSignal, async (docker) => (await docker.listImages({ abortSignal })).map(listedImage)),
    findImage: async (reference, signal) =>
      present(
        ask(signal, async (docker) =>
          inspectedImage(await docker.getImage(reference).inspect({ abortSignal: signal })),
        ),
      ),
    inspectImage: async (reference, signal) =>
      ask(signal, async (docker) => docker.getImage(reference).inspect({ abortSignal: signal })),
    tagImage: async (reference, name, signal) => {
      const { repository: repo, tag } = splitName(name);
      await ask(
        signal,
        async (docker) =>
          docker.getImage(reference).tag({ repo, tag, abortSignal: signal }) as Promise<unknown>,
      );
    },
    removeImage: async (reference, { force }, signal) => {
      await ask(
        signal,
        async (docker) =>
          docker.getImage(reference).remove({ force, abortSignal: signal }) as Promise<unknown>,
      );
    },
    pruneImages: async (signal) =>
      ask(signal, async (docker) => {
        const report = await docker.pruneImages({
          filters: { dangling: { true: true } },
          abortSignal: signal,
        });
        const deleted = (report.ImagesDeleted ?? []).filter((each) => 'Deleted' in each && each.Deleted);
        return { images: deleted.length, bytes: report.SpaceReclaimed };
      }),
    listContainers: async (abortSignal) =>
      ask(abortSignal, async (docker) =>
        (await docker.listContainers({ all: true, abortSignal })).map(listedContainer),
      ),
    findContainer: async (id, signal) =>
      present(
        ask(signal, async (docker) =>
          inspectedContainer(await docker.getContainer(id).inspect({ abortSignal: signal })),
        ),
      ),
    events: async (signal) =>
      ask(signal, async (docker) => {
        const stream = await docker.getEvents({ filters: eventFilters, abortSignal: signal });
        return endedByAbort(readEvents(stream), signal);
      }),
  };
}

async function present<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Problem && error.kind === 'image-missing') return undefined;
    throw error;
  }
}

/** An engine that is stopped cuts its stream: that is its end, and the next question will say why. */
async function* endedByAbort<T>(events: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  try {
    yield* events;
  } catch (error) {
    signal.throwIfAborted();
    const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ECONNRESET' && code !== 'ERR_STREAM_PREMATURE_CLOSE') throw dockerProblem(error, '');
  }
}

/** Docker lists `<none>` for what is not there. */
const named = (names: readonly string[] | null | undefined): readonly string[] =>
  (names ?? []).filter((name) => !name.startsWith('<none>'));

function listedImage(info: Dockerode.ImageInfo): Image {
  return {
    id: info.Id,
    tags: named(info.RepoTags),
    digests: named(info.RepoDigests),
    bytes: info.Size,
    created: info.Created,
  };
}

function inspectedImage(info: Dockerode.ImageInspectInfo): Image {
  return {
    id: info.Id,
    tags: named(info.RepoTags),
    digests: named(info.RepoDigests),
    bytes: info.Size,
    created: Math.floor(Date.parse(info.Created) / 1000),
    architecture: info.Architecture,
  };
}

function listedContainer(info: Dockerode.ContainerInfo): Container {
  return {
    id: info.Id,
    name: (info.Names[0] ?? info.Id).replace(/^\//, ''),
    imageId: info.ImageID,
    running: info.State === 'running',
  };
}

function inspectedContainer(info: Dockerode.ContainerInspectInfo): Container {
  return {
    id: info.Id,
    name: info.Name.replace(/^\//, ''),
    imageId: info.Image,
    running: info.State.Running,
  };
}
