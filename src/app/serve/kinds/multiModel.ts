import { targetModelHeader } from '../../../core/serve/kinds/headers';
import { modelNotReady, noModelData, noRoom, noTargetModel } from '../../../core/serve/kinds/kindErrors';
import {
  advancePool,
  leastRecentlyUsed,
  type ModelPool,
  type PooledModel,
  type PoolEvent,
} from '../../../core/serve/kinds/modelPool';
import { opaqueName } from '../../../core/serve/kinds/opaqueName';
import { targetPath } from '../../../core/serve/kinds/targetPath';
import type { World } from '../../../core/ports';
import { Problem } from '../../../core/problem';
import type { RuntimeAnswer, RuntimeRequest, Send } from '../../../core/serve/ports';
import {
  modelError,
  noAnswer,
  validationError,
  type LogPlace,
  type RuntimeError,
} from '../../../core/serve/runtimeErrors';
import { textOf, untilRead, wholeBody } from '../body';
import { ModelManager } from './modelManager';
import type { ModelStore } from './modelStore';

/** Milliseconds that a request waits for its model; the loading goes on. */
const patience = 60_000;

export interface MultiModelSpec {
  /** `http://127.0.0.1:PORT` of the container. */
  readonly address: string;
  readonly send: Send;
  readonly place: LogPlace;
  /** Where models come from, and where the container sees them. */
  readonly store: ModelStore;
  readonly changed: (pool: ModelPool) => void;
}

type Loading = Promise<RuntimeError | undefined>;

/** One container with many models, which are loaded when somebody asks for them, and make room for each other. */
export class MultiModel {
  readonly #world: Pick<World, 'clock' | 'http'>;
  readonly #spec: MultiModelSpec;
  readonly #manager: ModelManager;
  readonly #life = new AbortController();
  readonly #loading = new Map<string, Loading>();
  #pool: ModelPool = new Map();
  /** Models go one after the other. */
  #room: Promise<unknown> = Promise.resolve();

  constructor(world: Pick<World, 'clock' | 'http'>, spec: MultiModelSpec) {
    this.#world = world;
    this.#spec = spec;
    this.#manager = new ModelManager(world.http, spec.address);
  }

  /** Those that are in memory, or on their way. */
  list(): readonly PooledModel[] {
    return [...this.#pool.values()];
  }

  close(): void {
    this.#life.abort();
  }

  readonly send: Send = async (request, signal) => {
    const { place } = this.#spec;
    const target = request.headers[targetModelHeader];
    if (target === undefined) return refused(noTargetModel(place.endpoint));
    // It may have to be sent twice.
    const body = await wholeBody(request.body);
    const whole = { ...request, body, bytes: body.length };
    const error = await this.#readyInTime(target, signal);
    if (error) return refused(error);
    const answer = await this.#invoke(target, whole, signal);
    if (answer.kind !== 'answered' || answer.status !== 404) return answer;
    if (await this.#manager.has(opaqueName(target), signal)) return answer;
    // The container has dropped it by itself, or it went when its turn to make room came just now.
    if (this.#pool.get(target)?.state === 'loaded') this.#hear({ kind: 'gone', target });
    const still = await this.#readyInTime(target, signal);
    return still ? refused(still) : this.#invoke(target, whole, signal);
  };

  /** Says what is wrong, when something is. */
  async load(target: string, signal: AbortSignal): Promise<RuntimeAnswer | undefined> {
    const error = await this.#ready(target, signal);
    return error && refused(error);
  }

  /** False when it was not there. */
  async unload(target: string, signal: AbortSignal): Promise<boolean> {
    return this.#inTurn(async () => {
      const model = this.#pool.get(target);
      if (model?.state !== 'loaded') return false;
      await this.#drop(model, signal);
      return true;
    });
  }

  async #readyInTime(target: string, signal: AbortSignal): Promise<RuntimeError | undefined> {
    const waiting = new AbortController();
    const late = this.#world.clock
      .sleep(patience, waiting.signal)
      .then(() => modelNotReady)
      .catch(() => undefined);
    try {
      return await Promise.race([this.#ready(target, signal), late]);
    } finally {
      waiting.abort();
    }
  }

  /** Whoever comes meanwhile waits for the same. It is not theirs to end: the next request wants it too. */
  async #ready(target: string, signal: AbortSignal): Promise<RuntimeError | undefined> {
    signal.throwIfAborted();
    const model = this.#pool.get(target);
    if (model?.state === 'loaded') return undefined;
    const begun = this.#loading.get(target);
    if (begun) return begun;
    const loading = this.#load(target).finally(() => this.#loading.delete(target));
    this.#loading.set(target, loading);
    return loading;
  }

  async #load(target: string): Promise<RuntimeError | undefined> {
    const { store } = this.#spec;
    const path = targetPath(target);
    const opaque = opaqueName(target);
    if (path === undefined) return noModelData(store.describe(target));
    // What is on its way out must be out.
    await this.#room;
    this.#hear({ kind: 'loading', target, opaque, at: this.#now() });
    const error = await this.#bring(target, { path, opaque }).catch(readable);
    if (error) {
      this.#hear({ kind: 'gone', target });
      await store.remove(opaque).catch(() => undefined);
      return error;
    }
    this.#hear({ kind: 'loaded', target, at: this.#now() });
    return undefined;
  }

  async #bring(
    target: string,
    { path, opaque }: { readonly path: string; readonly opaque: string },
  ): Promise<RuntimeError | undefined> {
    const { store, place } = this.#spec;
    const { signal } = this.#life;
    if (!(await store.provide(path, opaque, signal))) return noModelData(store.describe(path));
    for (;;) {
      const answer = await this.#manager.load(opaque, signal);
      if (answer.kind === 'failed') return noAnswer(answer.reason, place);
      const { status, text } = answer;
      if (status === 409 || (status >= 200 && status < 300)) return undefined;
      if (status !== 507) return modelError(status, text, place);
      if (!(await this.#makeRoom(signal))) return noRoom(target, text, place);
    }
  }

  /** False when nobody can go. */
  async #makeRoom(signal: AbortSignal): Promise<boolean> {
    return this.#inTurn(async () => {
      const victim = leastRecentlyUsed(this.#pool);
      if (victim) await this.#drop(victim, signal);
      return victim !== undefined;
    });
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#room.then(work);
    this.#room = done.catch(() => undefined);
    return done;
  }

  async #drop({ target, opaque }: PooledModel, signal: AbortSignal): Promise<void> {
    this.#hear({ kind: 'unloading', target, at: this.#now() });
    await this.#manager.unload(opaque, signal);
    await this.#spec.store.remove(opaque);
    this.#hear({ kind: 'gone', target });
  }

  async #invoke(target: string, request: RuntimeRequest, signal: AbortSignal): Promise<RuntimeAnswer> {
    const asked = { ...request, path: `/models/${opaqueName(target)}/invoke` };
    this.#hear({ kind: 'began', target, at: this.#now() });
    const finished = (): void => this.#hear({ kind: 'finished', target });
    try {
      for (;;) {
        const answer = await this.#spec.send(asked, signal);
        if (answer.kind !== 'answered') {
          finished();
          return answer;
        }
        if (answer.status !== 507 || !(await this.#makeRoom(signal)))
          return { ...answer, body: untilRead(answer.body, finished) };
        await textOf(answer.body);
      }
    } catch (error) {
      finished();
      throw error;
    }
  }

  #now(): number {
    return this.#world.clock.now();
  }

  #hear(event: PoolEvent): void {
    this.#pool = advancePool(this.#pool, event);
    this.#spec.changed(this.#pool);
  }
}

/** What is wrong with an archive, or with the way to it, is the client's to know. */
function readable(error: unknown): RuntimeError {
  if (error instanceof Problem) return validationError(error.message);
  throw error;
}

const refused = (error: RuntimeError): RuntimeAnswer => ({ kind: 'refused', error });
