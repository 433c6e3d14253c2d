import type { World } from '../../../core/ports';
import type { ModelPlace } from '../../../core/endpoint/file/endpointFile';
import { joinPath } from '../../../core/paths';
import { parseS3 } from '../../../core/run/s3/s3Place';
import { objectCacheFolder } from '../../../core/run/s3/channelFolder';

/** Where the archives of a multi-model container lie, and the folder that it sees as `/opt/ml/models`. */
export interface ModelStore {
  /** Unpacks a model for the container; false when there is none of that name. */
  provide(path: string, opaque: string, signal: AbortSignal): Promise<boolean>;
  remove(opaque: string): Promise<void>;
  /** Where a model would be, for messages. */
  describe(path: string): string;
}

export interface StorePlaces {
  /** Absolute where it is local. */
  readonly place: ModelPlace;
  /** What is mounted. */
  readonly models: string;
  /** Where objects are kept that were downloaded. */
  readonly runsFolder: string;
  readonly profile: string | undefined;
}

type StoreWorld = Pick<World, 'disk' | 'files' | 'objects' | 'objectCache'>;

export function makeModelStore(
  world: StoreWorld,
  { place, models, runsFolder, profile }: StorePlaces,
): ModelStore {
  const { local, s3 } = place;
  const unpack = async (archive: string, opaque: string, signal: AbortSignal): Promise<void> => {
    const folder = `${models}/${opaque}/model`;
    await world.disk.remove(`${models}/${opaque}`);
    await world.disk.makeFolder(folder);
    await world.disk.unpack(archive, folder, signal);
  };
  const prefix = s3 === undefined ? undefined : parseS3(s3.endsWith('/') ? s3 : `${s3}/`);
  return {
    provide: async (path, opaque, signal) => {
      if (local !== undefined) {
        const archive = joinPath(local, path);
        if ((await world.files.stat(archive, signal))?.kind !== 'file') return false;
        await unpack(archive, opaque, signal);
        return true;
      }
      if (!prefix) return false;
      const archive = { bucket: prefix.bucket, key: prefix.key + path };
      const fetched = await fetchArchive(
        world,
        { place: archive, runsFolder, profile, models, opaque },
        signal,
      );
      if (fetched === undefined) return false;
      await unpack(fetched, opaque, signal);
      return true;
    },
    remove: async (opaque) => world.disk.remove(`${models}/${opaque}`),
    describe: (path) =>
      local !== undefined || !prefix
        ? `file: ${joinPath(local ?? '', path)}`
        : `bucket: ${prefix.bucket}, key: ${prefix.key}${path}`,
  };
}

interface Fetch {
  readonly place: { readonly bucket: string; readonly key: string };
  readonly runsFolder: string;
  readonly profile: string | undefined;
  readonly models: string;
  readonly opaque: string;
}

/** The archive on this machine; nothing when there is none. */
async function fetchArchive(
  { objects, objectCache }: StoreWorld,
  { place, runsFolder, profile, models, opaque }: Fetch,
  signal: AbortSignal,
): Promise<string | undefined> {
  const store = await objects.open(profile);
  try {
    for await (const object of store.list(place, signal)) {
      if (object.key !== place.key) continue;
      const cache = objectCacheFolder(runsFolder);
      if (!(await objectCache.has(cache, object)))
        await objectCache.keep(cache, object, await store.read(object, signal), signal);
      const folder = `${models}.archives/${opaque}`;
      await objectCache.lay(cache, new Map([['model.tar.gz', object]]), folder, signal);
      return `${folder}/model.tar.gz`;
    }
    return undefined;
  } finally {
    store.close();
  }
}
