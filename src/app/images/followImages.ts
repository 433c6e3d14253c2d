import { isAbort, Problem } from '../../core/problem';
import type { Docker, EngineEvent, World } from '../../core/ports';
import type { ImagesChange, ImagesState } from '../../core/images/imagesState';
import { advance, keepDetails, listed } from '../../core/images/imagesState';
import type { Store } from '../../core/store';

/** Milliseconds between two attempts to reach an engine that is away; a ping costs the engine nothing. */
const reconnectAfter = 1500;
/** Events that arrive within this many milliseconds are shown together. */
const gather = 50;

type Follow = Pick<World, 'docker' | 'clock'>;

/** Keeps the store true while somebody looks: lists once, then applies what the engine tells, and reconnects. */
export async function followImages(
  world: Follow,
  store: Store<ImagesState>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await followOnce(world, store, signal);
      await pause(world, gather, signal);
    } catch (error) {
      if (isAbort(error)) return;
      if (!(error instanceof Problem)) throw error;
      store.failed(error);
      world.docker.forget();
      await pause(world, reconnectAfter, signal);
    }
  }
}

/** One listing, for a refresh that the user asked for and for terminals. */
export async function listImages(docker: Docker, signal: AbortSignal): Promise<ImagesState> {
  const engine = await docker.endpoint();
  const [images, containers] = await Promise.all([docker.listImages(signal), docker.listContainers(signal)]);
  return listed(engine, images, containers);
}

/** Listens before it lists, so that nothing falls between the two. Ends when the engine closes the stream. */
async function followOnce(world: Follow, store: Store<ImagesState>, signal: AbortSignal): Promise<void> {
  if (store.state.kind !== 'failed') store.loading();
  const events = await world.docker.events(signal);
  store.ready(keepDetails(await listImages(world.docker, signal), store.value));
  for await (const batch of batches(world, events, signal)) {
    const changes = await Promise.all(batch.map(async (event) => changeOf(world.docker, event, signal)));
    const state = store.value;
    if (state) store.ready(advance(state, changes.flat()));
  }
}

/** The newest event of each thing: the answer is looked up anyway, so the ones before it are old news. */
async function* batches(world: Follow, events: AsyncIterable<EngineEvent>, signal: AbortSignal) {
  const iterator = events[Symbol.asyncIterator]();
  let next = iterator.next();
  try {
    for (;;) {
      const first = await next;
      if (first.done === true) return;
      const batch = new Map([[key(first.value), first.value]]);
      next = iterator.next();
      const pausing = pause(world, gather, signal);
      for (;;) {
        const arrived = await Promise.race([next, pausing]);
        if (arrived === undefined || arrived.done === true) break;
        batch.set(key(arrived.value), arrived.value);
        next = iterator.next();
      }
      yield [...batch.values()];
    }
  } finally {
    // Whoever stops reading early does not care how the stream ends.
    next.catch(() => undefined);
    await iterator.return?.();
  }
}

const key = ({ type, id }: EngineEvent): string => `${type} ${id}`;

async function changeOf(
  docker: Docker,
  event: EngineEvent,
  signal: AbortSignal,
): Promise<readonly ImagesChange[]> {
  if (event.type === 'container') {
    const container = await docker.findContainer(event.id, signal);
    return [container ? { kind: 'container', container } : { kind: 'container-gone', id: event.id }];
  }
  const image = await docker.findImage(event.id, signal);
  if (image) return [{ kind: 'image', image }];
  // An event of a pull or push names the image by a tag; only an id can go away.
  return event.id.startsWith('sha256:') ? [{ kind: 'image-gone', id: event.id }] : [];
}

async function pause(world: Follow, milliseconds: number, signal: AbortSignal): Promise<undefined> {
  try {
    await world.clock.sleep(milliseconds, signal);
  } catch (error) {
    if (!isAbort(error)) throw error;
  }
  return undefined;
}
