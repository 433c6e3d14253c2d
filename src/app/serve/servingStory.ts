import { isAbort } from '../../core/problem';
import type { EndpointFolder } from '../../core/serve/endpointFolder';
import { folderOf } from '../../core/paths';
import { queueState, type QueueState } from '../../core/serve/kinds/kindState';
import type { Front, FrontEvent, Routes, Send } from '../../core/serve/ports';
import { chooseVariant, shadowShare } from '../../core/serve/routing';
import type { ServeControl, ServeWish } from '../../core/serve/serveControl';
import type { ServedEndpoint, ServeEvent } from '../../core/serve/servedEndpoint';
import { advance, isPassing } from '../../core/serve/servedEndpoint';
import { AsyncRunner } from './kinds/asyncRunner';
import { makeAsyncStore } from './kinds/asyncStore';
import { Calmly } from './kinds/calmly';
import type { EndpointKinds } from './kinds/endpointKinds';
import type { LiveVariant } from './liveVariant';
import type { ServeWorld } from './serveWorld';
import { TrafficCounter } from './trafficCounter';
import { VariantRunner } from './variantRunner';

export interface Serving {
  /** Stops everything, as hosting does: whoever aborts twice kills through the control. */
  readonly signal: AbortSignal;
  readonly control: ServeControl;
  readonly report: (event: ServeEvent, endpoint: ServedEndpoint) => void;
}

export interface ToldEndpoint {
  readonly endpoint: ServedEndpoint;
  readonly folder: EndpointFolder;
  /** How variants differ from one model in one container. */
  readonly kinds: EndpointKinds;
  /** The port that is wanted. */
  readonly port: number | undefined;
  readonly begin: (variant: string, say: (text: string) => void, signal: AbortSignal) => Promise<LiveVariant>;
  /** Of variants whose containers are there already. */
  readonly found: ReadonlyMap<string, (signal: AbortSignal) => Promise<LiveVariant>>;
  /** Variants that are started only when somebody asks for it. */
  readonly idle: ReadonlySet<string>;
}

type End = 'stop' | 'kill' | 'detach';

/** Milliseconds that requests on their way get when the endpoint closes. */
const lastAnswers = 5000;

/** Keeps the state of an endpoint true, in memory and on disk, from its first container to its last. */
export class ServingStory {
  #endpoint: ServedEndpoint;
  readonly #world: ServeWorld;
  readonly #told: ToldEndpoint;
  readonly #serving: Serving;
  readonly #runners: readonly VariantRunner[];
  readonly #counter: TrafficCounter;
  readonly #life = new AbortController();
  #front: Front | undefined;
  #queue: { readonly close: () => void } | undefined;
  #saving: Promise<void> = Promise.resolve();

  constructor(world: ServeWorld, told: ToldEndpoint, serving: Serving) {
    this.#world = world;
    this.#told = told;
    this.#serving = serving;
    this.#endpoint = told.endpoint;
    const { folder, begin } = told;
    const say = (text: string): void => this.#hear({ kind: 'progress', text });
    this.#runners = told.endpoint.variants.map(({ name, restarts }) => {
      const changed = (): void => this.#front?.route(this.#routes());
      const { kinds } = told;
      const place = { endpoint: told.endpoint.name, file: told.endpoint.file, runsFolder: kinds.runsFolder };
      const serverless = kinds.serverless.get(name);
      const running = { name, folder, tell: this.#hear, changed, place, serverless };
      return new VariantRunner(
        world,
        { ...running, begin: async (signal) => begin(name, say, signal) },
        restarts,
      );
    });
    this.#counter = new TrafficCounter(world, folder, (traffic, at) =>
      this.#hear({ kind: 'traffic', at, traffic }),
    );
  }

  async tell(): Promise<ServedEndpoint> {
    await this.#write();
    try {
      await this.#open();
      for (const runner of this.#runners)
        if (!this.#told.idle.has(runner.name)) void runner.start(this.#told.found.get(runner.name));
    } catch (error) {
      await this.#close('stop');
      this.#hear({ kind: 'ended', at: this.#world.clock.now(), ...failureOf(error) });
      await this.#save();
      throw error;
    }
    const end = await this.#untilEnd();
    if (end === 'detach') return this.#detach();
    await this.#close(end);
    this.#hear({ kind: 'ended', at: this.#world.clock.now() });
    await this.#save();
    return this.#endpoint;
  }

  /** A front that is found again has the port that it had, when nobody took it meanwhile. */
  async #open(): Promise<void> {
    const { fronts } = this.#world;
    const { name } = this.#endpoint;
    const { port } = this.#told;
    const later = this.#openQueue();
    const spec = {
      endpoint: name,
      routes: this.#routes(),
      report: this.#count,
      ...(later ? { later } : {}),
    };
    this.#front = await fronts.open({ ...spec, port }).catch(async (error: unknown) => {
      if (this.#told.found.size === 0) throw error;
      return fronts.open({ ...spec, port: undefined });
    });
    this.#hear({ kind: 'opened', port: this.#front.port, url: this.#front.url });
  }

  /** Does what is asked meanwhile. A second wish to stop loses patience. */
  async #untilEnd(): Promise<End> {
    const { control, signal } = this.#serving;
    const stop = (): void => control.ask({ kind: 'stop' });
    let end: (how: End) => void = () => undefined;
    const ended = new Promise<End>((resolve) => (end = resolve));
    const listening = control.listen((wish) => {
      if (wish.kind === 'stop' || wish.kind === 'kill' || wish.kind === 'detach') end(wish.kind);
      else this.#do(wish);
    });
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    try {
      return await ended;
    } finally {
      signal.removeEventListener('abort', stop);
      listening.dispose();
    }
  }

  #do(wish: Exclude<ServeWish, { readonly kind: End }>): void {
    if (wish.kind === 'load' || wish.kind === 'unload') return void this.#changeModel(wish);
    if (wish.kind === 'restart')
      return void this.#runners.find(({ name }) => name === wish.variant)?.restart();
    this.#hear({ kind: 'weights', weights: wish.weights });
    this.#front?.route(this.#routes());
  }

  async #changeModel({
    kind,
    variant,
    model,
  }: Extract<ServeWish, { readonly model: string }>): Promise<void> {
    const models = this.#runners.find(({ name }) => name === variant)?.models;
    const { signal } = this.#life;
    const refusal =
      kind === 'load' ? await models?.load(model, signal) : void (await models?.unload(model, signal));
    if (refusal?.kind === 'refused') this.#hear({ kind: 'progress', text: refusal.error.message });
  }

  /** Requests of an asynchronous endpoint wait here, and are then shared by weights like all others. */
  #openQueue(): Send | undefined {
    const { kinds, folder } = this.#told;
    const { name, file } = this.#endpoint;
    if (!kinds.queue) return undefined;
    const { limit } = kinds.queue;
    const output = `${folder.root}/async`;
    const calm = new Calmly<QueueState>(this.#world.clock, (queue) => this.#hear({ kind: 'queue', queue }));
    const queue = new AsyncRunner(this.#world, {
      place: { endpoint: name, variant: '' },
      limit,
      send: async (request, signal) => {
        const chosen = chooseVariant(this.#routes(), name, {
          target: undefined,
          session: undefined,
          random: Math.random(),
        });
        return 'error' in chosen
          ? { kind: 'refused', error: chosen.error }
          : chosen.variant.send(request, signal);
      },
      store: makeAsyncStore(this.#world, { output, base: folderOf(file), profile: undefined }),
      newId: kinds.newId,
      changed: (state) => calm.hear(queueState(state, { output, limit })),
    });
    this.#queue = { close: () => (queue.close(), calm.close()) };
    return queue.accept;
  }

  async #close(how: 'stop' | 'kill'): Promise<void> {
    this.#hear({ kind: 'closing' });
    this.#queue?.close();
    const impatient = this.#serving.control.listen(({ kind }) => {
      if (kind === 'kill' || kind === 'stop') void this.#killAll();
    });
    try {
      await this.#front?.close(how === 'kill' ? 0 : lastAnswers);
      await Promise.all(this.#runners.map(async (runner) => runner.stop(how === 'kill' ? 0 : undefined)));
      await this.#counter.close();
      this.#life.abort();
    } finally {
      impatient.dispose();
    }
  }

  async #killAll(): Promise<void> {
    for (const { name, containers } of this.#endpoint.variants) {
      const runner = this.#runners.find((each) => each.name === name);
      await runner?.kill(containers.map(({ id }) => id));
    }
  }

  async #detach(): Promise<ServedEndpoint> {
    this.#queue?.close();
    await this.#front?.close();
    await Promise.all(this.#runners.map(async (runner) => runner.leave()));
    await this.#counter.close();
    this.#life.abort();
    await this.#save();
    return this.#endpoint;
  }

  #routes(): Routes {
    const all = this.#endpoint.variants.flatMap((variant) => {
      const runner = this.#runners.find(({ name }) => name === variant.name);
      return runner ? [{ variant, route: runner.route(variant.weight) }] : [];
    });
    const variants = all.flatMap(({ variant, route }) => (variant.isShadow ? [] : [route]));
    const shadow = all.find(({ variant }) => variant.isShadow)?.route;
    const production = variants.reduce((sum, { weight }) => sum + weight, 0);
    return {
      variants,
      ...(shadow ? { shadow: { ...shadow, share: shadowShare(shadow.weight, production) } } : {}),
    };
  }

  readonly #count = (event: FrontEvent): void => {
    if (event.kind === 'request') this.#counter.hear(event, this.#life.signal);
    else this.#hear({ kind: 'progress', text: event.text });
  };

  readonly #hear = (event: ServeEvent): void => {
    this.#endpoint = advance(this.#endpoint, event);
    this.#serving.report(event, this.#endpoint);
    if (!isPassing(event)) void this.#save();
  };

  /** In turn, and always the newest. */
  async #save(): Promise<void> {
    this.#saving = this.#saving.then(async () => this.#write()).catch(() => undefined);
    return this.#saving;
  }

  async #write(): Promise<void> {
    const text = JSON.stringify(this.#endpoint, undefined, 2);
    await this.#world.disk.writeText(this.#told.folder.record, text);
  }
}

const failureOf = (error: unknown): { readonly failure?: string } =>
  isAbort(error) ? {} : { failure: error instanceof Error ? error.message : String(error) };
