import type { StoredObject } from '../../core/aws/ports';
import type { World } from '../../core/ports';
import { Problem } from '../../core/problem';
import type { RunFolder } from '../../core/run/runFolder';
import type { RunEvent } from '../../core/run/runRecord';
import { channelFolder, channelOrder, objectCacheFolder } from '../../core/run/s3/channelFolder';
import { fetchObjects } from './fetchObjects';
import type { ListedChannel } from './listChannels';

type FetchWorld = Pick<World, 'objects' | 'objectCache' | 'disk' | 'clock'>;

export interface Fetch {
  readonly channels: readonly ListedChannel[];
  readonly profile: string | undefined;
  readonly folder: RunFolder;
  readonly runsFolder: string;
}

/** Brings the data of channels from S3 into the run's folder. What any run has fetched before is not fetched again. */
export async function fetchChannels(
  world: FetchWorld,
  fetch: Fetch,
  tell: (event: RunEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  if (fetch.channels.length === 0) return;
  tell({ kind: 'phase', phase: 'inputs', at: world.clock.now() });
  const objects = await world.objects.open(fetch.profile);
  try {
    for (const listed of fetch.channels) {
      const bring = async (): Promise<void> => {
        const wanted = [...uniqueObjects(listed)];
        const cache = objectCacheFolder(fetch.runsFolder);
        const say = (text: string): void => tell({ kind: 'progress', text });
        await fetchObjects(world, { objects, wanted, cache, name: listed.name, say }, signal);
        await layOut(world, fetch, listed, signal);
      };
      try {
        await bring();
      } catch (error) {
        // Somebody has cleared the cache, where until now no run had a link to these.
        if (!(error instanceof Problem) || error.kind !== 'file-unreadable') throw error;
        await world.disk.remove(`${fetch.folder.inputs}/${listed.name}`);
        await bring();
      }
    }
  } finally {
    objects.close();
  }
}

const uniqueObjects = ({ hosts }: ListedChannel): ReadonlySet<StoredObject> =>
  new Set([...hosts.values()].flatMap((files) => [...files.values()]));

async function layOut(
  { objectCache, disk }: FetchWorld,
  { folder, runsFolder }: Fetch,
  { name, channel, hosts }: ListedChannel,
  signal: AbortSignal,
): Promise<void> {
  const folders = new Map(
    [...hosts].map(([host, files]) => [channelFolder(folder, name, channel, host), files]),
  );
  for (const [target, files] of folders)
    await objectCache.lay(objectCacheFolder(runsFolder), files, target, signal);
  const order = channelOrder(folder, name, channel);
  const [files] = hosts.values();
  if (order !== undefined && files) await disk.writeText(order, JSON.stringify([...files.keys()]));
}
