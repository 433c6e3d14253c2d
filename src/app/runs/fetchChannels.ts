import * as l10n from '@vscode/l10n';
import type { Objects, StoredObject } from '../../core/aws/ports';
import { formatSize } from '../../core/format';
import type { World } from '../../core/ports';
import { Problem } from '../../core/problem';
import type { RunFolder } from '../../core/run/runFolder';
import type { RunEvent } from '../../core/run/runRecord';
import { channelFolder, channelOrder, objectCacheFolder } from '../../core/run/s3/channelFolder';
import { atOnce } from './atOnce';
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
        const progress = new FetchProgress(world, listed, tell);
        const cache = objectCacheFolder(fetch.runsFolder);
        await atOnce(
          [...uniqueObjects(listed)],
          async (object, going) => fetchObject(world, { objects, object, cache, progress }, going),
          signal,
        );
        progress.say();
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

interface FetchOne {
  readonly objects: Objects;
  readonly object: StoredObject;
  readonly cache: string;
  readonly progress: FetchProgress;
}

/** Connections break; requests are repeated by the client, what breaks while it is read is repeated here. */
const attempts = 3;

async function fetchObject(
  { objectCache }: FetchWorld,
  { objects, object, cache, progress }: FetchOne,
  signal: AbortSignal,
): Promise<void> {
  if (await objectCache.has(cache, object)) return progress.done(object.bytes);
  for (let attempt = 1; ; attempt += 1) {
    const counted = progress.counter();
    try {
      await objectCache.keep(cache, object, counted.of(await objects.read(object, signal)), signal);
      return progress.done(0);
    } catch (error) {
      counted.forget();
      const mayPass = error instanceof Problem && error.kind === 'aws-unreachable';
      if (!mayPass || attempt === attempts) throw error;
    }
  }
}

/** Milliseconds between two lines. */
const pause = 1000;

class FetchProgress {
  readonly #clock: World['clock'];
  readonly #tell: (event: RunEvent) => void;
  readonly #name: string;
  readonly #total: number;
  #files = 0;
  #bytes = 0;
  #said: number;

  constructor({ clock }: FetchWorld, listed: ListedChannel, tell: (event: RunEvent) => void) {
    this.#clock = clock;
    this.#tell = tell;
    this.#name = listed.name;
    this.#total = uniqueObjects(listed).size;
    this.#said = clock.now();
  }

  done(bytes: number): void {
    this.#files += 1;
    this.#add(bytes);
  }

  counter() {
    let came = 0;
    const add = (bytes: number): void => {
      came += bytes;
      this.#add(bytes);
    };
    return {
      async *of(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
        for await (const bytes of content) {
          add(bytes.length);
          yield bytes;
        }
      },
      forget: () => add(-came),
    };
  }

  say(): void {
    this.#said = this.#clock.now();
    const size = formatSize(this.#bytes);
    const text = l10n.t('{0}: {1} of {2} files, {3}', this.#name, this.#files, this.#total, size);
    this.#tell({ kind: 'progress', text });
  }

  #add(bytes: number): void {
    this.#bytes += bytes;
    if (this.#clock.now() - this.#said >= pause) this.say();
  }
}
