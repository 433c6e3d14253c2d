import * as l10n from '@vscode/l10n';
import type { Objects, StoredObject } from '../../core/aws/ports';
import { formatSize } from '../../core/format';
import type { World } from '../../core/ports';
import { Problem } from '../../core/problem';
import { atOnce } from './atOnce';

type FetchWorld = Pick<World, 'objectCache' | 'clock'>;

export interface Fetched {
  readonly objects: Objects;
  readonly wanted: readonly StoredObject[];
  readonly cache: string;
  /** What they are, in the lines that tell how far it is. */
  readonly name: string;
  readonly say: (text: string) => void;
}

/** Brings objects into the cache. What anybody has fetched before is not fetched again. */
export async function fetchObjects(world: FetchWorld, fetched: Fetched, signal: AbortSignal): Promise<void> {
  const { objects, wanted, cache } = fetched;
  const progress = new FetchProgress(world, fetched);
  await atOnce(
    wanted,
    async (object, going) => fetchObject(world, { objects, object, cache, progress }, going),
    signal,
  );
  progress.say();
}

interface FetchOne extends Pick<Fetched, 'objects' | 'cache'> {
  readonly object: StoredObject;
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
  readonly #fetched: Fetched;
  #files = 0;
  #bytes = 0;
  #said: number;

  constructor({ clock }: FetchWorld, fetched: Fetched) {
    this.#clock = clock;
    this.#fetched = fetched;
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
    const { name, wanted, say } = this.#fetched;
    const size = formatSize(this.#bytes);
    say(l10n.t('{0}: {1} of {2} files, {3}', name, this.#files, wanted.length, size));
  }

  #add(bytes: number): void {
    this.#bytes += bytes;
    if (this.#clock.now() - this.#said >= pause) this.say();
  }
}
