import { isAbort } from '../../core/problem';
import type { Appender } from '../../core/run/ports';
import type { EndpointFolder } from '../../core/serve/endpointFolder';
import type { FrontVariant } from '../../core/serve/ports';
import type { ServeEvent, Trouble } from '../../core/serve/servedEndpoint';
import { endTrouble, lateTrouble } from '../../core/serve/trouble';
import type { KindState } from '../../core/serve/kinds/kindState';
import { Calmly } from './kinds/calmly';
import type { LiveVariant } from './liveVariant';
import { ServerlessVariant, type Warm } from './kinds/serverless';
import type { Serving, ServingPlace } from './openServing';
import { openServing } from './openServing';
import type { ServeWorld } from './serveWorld';
import { untilReady } from './untilReady';

export interface Running {
  readonly name: string;
  readonly folder: EndpointFolder;
  readonly tell: (event: ServeEvent) => void;
  /** The front must look again at who is up. */
  readonly changed: () => void;
  /** Starts its containers, or finds them again the first time. */
  readonly begin: (signal: AbortSignal) => Promise<LiveVariant>;
  readonly place: Omit<ServingPlace, 'tell'>;
  /** Its containers come and go with requests, so many at once. */
  readonly serverless: { readonly concurrency: number; readonly idle: number | undefined } | undefined;
}

/** One variant of an endpoint, from its first container to its last. */
export class VariantRunner {
  readonly name: string;
  readonly #world: ServeWorld;
  readonly #running: Running;
  #live: LiveVariant | undefined;
  #serving: Serving | undefined;
  #isUp = false;
  #starts: number;
  #life = new AbortController();
  #work: Promise<void> = Promise.resolve();
  /** What failed goes: whoever starts it again waits for that. */
  #going: Promise<void> = Promise.resolve();
  readonly #gate: ServerlessVariant | undefined;
  readonly #calm: Calmly<KindState>;
  #found: Running['begin'] | undefined;

  constructor(world: ServeWorld, running: Running, restarts = 0) {
    this.name = running.name;
    this.#world = world;
    this.#running = running;
    this.#starts = restarts;
    this.#calm = new Calmly(world.clock, (state) =>
      running.tell({ kind: 'kind', variant: this.name, state }),
    );
    this.#gate =
      running.serverless &&
      new ServerlessVariant(world, {
        ...running.serverless,
        start: async () => this.#warm(),
        changed: (state) => this.#calm.hear({ kind: 'serverless', ...state }),
      });
  }

  /** Where there are many. */
  get models(): Serving['models'] {
    return this.#serving?.models;
  }

  /** For the front, with this weight. */
  route(weight: number): FrontVariant {
    const { name } = this;
    const send: FrontVariant['send'] = async (request, signal) =>
      this.#serving?.send(request, signal) ?? { kind: 'failed', reason: 'refused' };
    return { name, weight, isUp: this.#isUp, send: this.#gate?.send ?? this.#serving?.send ?? send };
  }

  /** Resolves when it serves, or will not. */
  async start(found?: Running['begin']): Promise<void> {
    if (!this.#gate) return this.#launch(found);
    this.#found = found;
    await this.#gate.warmUp();
  }

  async #launch(found: Running['begin'] | undefined): Promise<void> {
    const { tell, begin } = this.#running;
    const life = (this.#life = new AbortController());
    if (!found) tell({ kind: 'starting', variant: this.name, at: this.#world.clock.now() });
    const work = this.#begin(found ?? begin, life);
    this.#work = work.catch((error: unknown) => {
      if (life.signal.aborted && isAbort(error)) return;
      tell({ kind: 'failed', variant: this.name, trouble: troubleOf(error) });
    });
    return this.#work;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** SIGTERM and 30 seconds of grace when nothing else is said. */
  async stop(seconds?: number): Promise<void> {
    const { tell } = this.#running;
    this.#setUp(false);
    this.#gate?.forget();
    this.#life.abort();
    await this.#work;
    const live = this.#live;
    if (!live) return this.#going;
    this.#live = undefined;
    tell({ kind: 'stopping', variant: this.name });
    const { containers } = await live.stop(seconds);
    this.#close();
    tell({
      kind: 'stopped',
      variant: this.name,
      milliseconds: Math.max(0, ...containers.map(({ milliseconds }) => milliseconds)),
      killed: containers.some(({ killed }) => killed),
    });
  }

  /** Shortens the grace of a stop that goes on already. */
  async kill(ids: readonly string[]): Promise<void> {
    const { signal } = new AbortController();
    await Promise.allSettled(ids.map(async (id) => this.#world.containers.stop(id, 0, signal)));
  }

  /** The containers go on; somebody else will follow them. */
  async leave(): Promise<void> {
    this.#gate?.forget();
    this.#life.abort();
    await this.#work;
    this.#live?.leave();
    this.#close();
  }

  /** A cold start of a serverless variant. */
  async #warm(): Promise<Warm | undefined> {
    const found = this.#found;
    this.#found = undefined;
    await this.#launch(found);
    const serving = this.#serving;
    return serving && { send: serving.send, stop: async () => this.#park() };
  }

  /** Its containers go, and it stays where requests come: the next one brings them back. */
  async #park(): Promise<void> {
    const live = this.#live;
    if (!live) return;
    this.#live = undefined;
    this.#life.abort();
    await live.stop();
    this.#close();
  }

  async #begin(begin: Running['begin'], life: AbortController): Promise<void> {
    const { tell } = this.#running;
    const { signal } = life;
    const live = await begin(signal);
    this.#live = live;
    const log = this.#writeLog(live);
    tell({ kind: 'started', variant: this.name, containers: containersOf(live) });
    const readiness = await untilReady(this.#world, live, signal);
    signal.throwIfAborted();
    if (readiness.kind === 'ready') {
      const tellKind = (state: KindState): void => tell({ kind: 'kind', variant: this.name, state });
      this.#serving = openServing(this.#world, live, { ...this.#running.place, tell: tellKind });
      this.#setUp(true);
      tell({ kind: 'ready', variant: this.name, milliseconds: readiness.milliseconds });
      return void this.#watch(live, life);
    }
    const plan = live.plan.containers.find(
      ({ host }) => readiness.kind === 'late' && host === readiness.host,
    );
    const trouble =
      readiness.kind === 'died' || !plan
        ? endTrouble(await live.ended)
        : lateTrouble(readiness.last, plan, live.plan.startup);
    await this.#fail(live, trouble);
    await log;
  }

  /** What dies while it serves is out of the front at once, and can be started again. */
  async #watch(live: LiveVariant, life: AbortController): Promise<void> {
    try {
      const end = await live.ended;
      if (end.stopped || life.signal.aborted) return;
      this.#setUp(false);
      this.#gate?.forget();
      await this.#fail(live, endTrouble(end));
    } catch {
      // Nobody follows it any more.
    }
  }

  async #fail(live: LiveVariant, trouble: Trouble): Promise<void> {
    this.#live = undefined;
    this.#going = live.stop(0).then(() => this.#close());
    this.#running.tell({ kind: 'failed', variant: this.name, trouble });
    await this.#going;
  }

  async #writeLog(live: LiveVariant): Promise<void> {
    const { folder, tell } = this.#running;
    const path = folder.log(this.name, this.#starts);
    this.#starts += 1;
    // A log that cannot be written harms nothing.
    const log: Appender | undefined = await this.#world.disk.append(path).catch(() => undefined);
    try {
      for await (const { host, text } of live.lines(new AbortController().signal)) {
        tell({ kind: 'line', variant: this.name, host, text });
        await log?.write(encoder.encode(`${text}\n`));
      }
    } finally {
      await log?.close();
    }
  }

  #setUp(isUp: boolean): void {
    if (this.#isUp === isUp) return;
    this.#isUp = isUp;
    this.#running.changed();
  }

  #close(): void {
    this.#serving?.close();
    this.#serving = undefined;
  }
}

const encoder = new TextEncoder();

const containersOf = ({ plan, containers, addresses }: LiveVariant) =>
  containers.map((id, index) => ({
    host: plan.containers[index]?.host ?? '',
    id,
    address: addresses[index] ?? '',
  }));

function troubleOf(error: unknown): Trouble {
  const title = error instanceof Error ? error.message : String(error);
  return { id: 'not-started', title, cause: '', fixes: [], evidence: '' };
}
