import type Dockerode from 'dockerode';
import type { BuilderWish } from '../../core/images/build/builderWish';
import type { Container, Image, ImageLayer } from '../../core/images/image';
import { splitName } from '../../core/images/image';
import type { ImageConfig } from '../../core/images/imageUse';
import { imageUse } from '../../core/images/imageUse';
import type { Docker } from '../../core/ports';
import { Problem } from '../../core/problem';
import { field } from '../field';
import { makeBuild } from './build/build';
import type { Ask, Engine } from './engine';
import { eventFilters, readEvents } from './events';
import { freeBytes } from './freeBytes';
import { dockerProblem } from './problems';
import { findPrograms } from './programs';
import { pushImage } from './push';
import { imagesSpace } from './space';

export const makeDocker = (engine: Engine, wish: () => BuilderWish): Docker => ({
  endpoint: engine.choose,
  forget: engine.forget,
  freeBytes: async (signal) => freeBytes(engine, signal),
  ...makeBuild(engine, wish),
  pushImage: async (name, key, report, signal) =>
    engine.ask(signal, async (docker) => pushImage(docker, { name, key }, report, signal)),
  ...questions(engine.ask),
});

function questions(
  ask: Ask,
): Omit<Docker, 'endpoint' | 'forget' | 'freeBytes' | 'pushImage' | keyof ReturnType<typeof makeBuild>> {
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
    imageLayers: async (reference, signal) =>
      ask(signal, async (docker) => {
        const layers = await docker.getImage(reference).history();
        return Array.isArray(layers) ? layers.map(layerOf) : [];
      }),
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
    pruneBuildCache: async (abortSignal) =>
      ask(abortSignal, async (docker) => (await docker.pruneBuilder({ abortSignal })).SpaceReclaimed),
    imagesSpace: async (signal) => ask(signal, async (docker) => imagesSpace(docker, signal)),
    findPrograms: async (image, names, signal) =>
      ask(signal, async (docker) => findPrograms(docker, image, names, signal)),
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
    use: imageUse(configOf(info), named(info.RepoTags)),
    layers: info.RootFS?.Layers ?? [],
    ...manifestTypeOf(info),
  };
}

function manifestTypeOf(info: unknown): Pick<Image, 'manifestType'> {
  const type = field(field(info, 'Descriptor'), 'mediaType');
  return typeof type === 'string' ? { manifestType: type } : {};
}

function layerOf(layer: unknown): ImageLayer {
  const [bytes, created, command] = ['Size', 'Created', 'CreatedBy'].map((name) => field(layer, name));
  return {
    bytes: typeof bytes === 'number' ? bytes : 0,
    created: typeof created === 'number' ? created : 0,
    command: typeof command === 'string' ? command : '',
  };
}

function configOf({ Config }: Dockerode.ImageInspectInfo): ImageConfig {
  const { Entrypoint, Cmd, Env, Labels, ExposedPorts } = Config ?? {};
  return {
    entrypoint: typeof Entrypoint === 'string' ? [Entrypoint] : (Entrypoint ?? []),
    command: Cmd ?? [],
    environment: Env ?? [],
    labels: Labels ?? {},
    ports: Object.keys(ExposedPorts ?? {}),
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
