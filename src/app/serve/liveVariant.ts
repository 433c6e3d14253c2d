import { Problem } from '../../core/problem';
import { LogLines } from '../../core/run/log/logLines';
import type { ContainerState } from '../../core/run/ports';
import type { VariantPlan } from '../../core/serve/servePlan';
import type { VariantEnd } from '../../core/serve/variantEnd';
import { diagnoseServer } from '../../core/serve/variantEnd';
import { LineKeeper, type ServedLine } from './lineKeeper';
import type { ServeWorld } from './serveWorld';

/** The containers of a variant that were started. */
export interface LiveVariant {
  readonly plan: VariantPlan;
  /** `http://ADDRESS:PORT` of each container, in order: on 127.0.0.1, or the container's own where it can be reached. */
  readonly addresses: readonly string[];
  /** Their ids. */
  readonly containers: readonly string[];
  /** On this machine, of each container; what many models are laid into. */
  readonly models: readonly (string | undefined)[];
  /** Lines of all containers, also what was said before; many may listen. */
  lines(signal: AbortSignal): AsyncIterable<ServedLine>;
  /** When a container has ended, by itself or not. */
  readonly ended: Promise<VariantEnd>;
  /** SIGTERM, so many seconds, SIGKILL; then all that was made for it goes. */
  stop(seconds?: number): Promise<VariantStop>;
  /** Follows it no more; it goes on. */
  leave(): void;
}

export interface VariantStop {
  readonly containers: readonly StoppedContainer[];
}

interface StoppedContainer {
  readonly host: string;
  readonly milliseconds: number;
  /** SIGTERM was not enough. */
  readonly killed: boolean;
  readonly exitCode: number | undefined;
}

/** Seconds between SIGTERM and SIGKILL. */
const servingGrace = 30;
/** Milliseconds between two looks for an engine that went away. */
const lookAgain = 1500;
/** Lines in which a diagnosis looks. */
const tailLines = 1000;

export interface Served {
  readonly host: string;
  readonly container: string;
  readonly output: AsyncIterable<Uint8Array>;
  /** Why the engine could not start the program. */
  readonly refusal: string | undefined;
}

export interface Living {
  readonly plan: VariantPlan;
  readonly served: readonly Served[];
  readonly addresses: readonly string[];
  readonly models: readonly (string | undefined)[];
  readonly network: string;
  /** Made for this variant alone. */
  readonly folder: string;
  /** Ends our connections, not the containers. */
  readonly life: AbortController;
}

export function followVariant(world: ServeWorld, living: Living): LiveVariant {
  return new Variant(world, living);
}

class Variant implements LiveVariant {
  readonly plan: VariantPlan;
  readonly addresses: readonly string[];
  readonly containers: readonly string[];
  readonly models: readonly (string | undefined)[];
  readonly ended: Promise<VariantEnd>;
  readonly #world: ServeWorld;
  readonly #living: Living;
  readonly #lines = new LineKeeper();
  #stopping: Promise<VariantStop> | undefined;

  constructor(world: ServeWorld, living: Living) {
    this.#world = world;
    this.#living = living;
    this.plan = living.plan;
    this.addresses = living.addresses;
    this.containers = living.served.map(({ container }) => container);
    this.models = living.models;
    const ends = living.served.map(async (served) => this.#follow(served));
    this.ended = Promise.race(ends);
    // Whoever waits hears it; nobody has to.
    Promise.allSettled(ends).then(
      () => this.#lines.close(),
      () => undefined,
    );
    this.ended.catch(() => undefined);
  }

  lines(signal: AbortSignal): AsyncIterable<ServedLine> {
    return this.#lines.from(signal);
  }

  async stop(seconds = servingGrace): Promise<VariantStop> {
    return (this.#stopping ??= this.#stop(seconds));
  }

  leave(): void {
    this.#living.life.abort();
    this.#lines.close();
  }

  async #stop(seconds: number): Promise<VariantStop> {
    const { containers, disk } = this.#world;
    const { served, network, folder, life } = this.#living;
    const signal = new AbortController().signal;
    const stopped = await Promise.all(served.map(async (each) => this.#stopOne(each, seconds)));
    // Its last words have been said: the output ends with the container.
    await this.ended.catch(() => undefined);
    await Promise.all(this.containers.map(async (id) => containers.remove(id, signal)));
    life.abort();
    await containers.removeNetwork(network, signal);
    await disk.remove(folder);
    return { containers: stopped };
  }

  async #stopOne({ host, container }: Served, seconds: number): Promise<StoppedContainer> {
    const { containers, clock } = this.#world;
    const signal = new AbortController().signal;
    const before = await containers.state(container, signal);
    const began = clock.now();
    if (before?.status === 'running') await containers.stop(container, seconds, signal);
    const milliseconds = clock.now() - began;
    const state = await containers.state(container, signal);
    const killed = before?.status === 'running' && state?.exitCode === 137 && !state.oomKilled;
    return { host, milliseconds, killed, exitCode: state?.exitCode };
  }

  async #follow(served: Served): Promise<VariantEnd> {
    const { containers } = this.#world;
    const { signal } = this.#living.life;
    const { host, container, refusal } = served;
    if (refusal !== undefined) return this.#endOf(host, undefined, refusal);
    await this.#read(served);
    await this.#outlive(async () => containers.wait(container, signal));
    return this.#endOf(host, await containers.state(container, signal), undefined);
  }

  async #read({ host, output }: Served): Promise<void> {
    const lines = new LogLines(new TextDecoder());
    const say = (text: string): void => this.#lines.add({ host, text, at: this.#world.clock.now() });
    for await (const bytes of output) for (const { text } of lines.push(bytes)) say(text);
    for (const { text } of lines.end()) say(text);
  }

  /** An engine may stop and come back, and the container may have gone on. */
  async #outlive(work: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof Problem) || error.kind !== 'docker-stopped') throw error;
        this.#world.docker.forget();
        await this.#world.clock.sleep(lookAgain, this.#living.life.signal);
      }
    }
  }

  async #endOf(
    host: string,
    state: ContainerState | undefined,
    refusal: string | undefined,
  ): Promise<VariantEnd> {
    const { docker, containers } = this.#world;
    const { signal } = this.#living.life;
    const image = this.plan.containers.find((each) => each.host === host)?.image ?? '';
    const [found, { architecture }] = await Promise.all([
      docker.findImage(image, signal),
      containers.facts(signal),
    ]);
    const stopped = this.#stopping !== undefined;
    const diagnosis = diagnoseServer({
      ...(state && refusal === undefined ? { exitCode: state.exitCode } : {}),
      oomKilled: state?.oomKilled ?? false,
      engineError: refusal ?? state?.error ?? '',
      stopRequested: stopped,
      killedAfterGrace: stopped && state?.exitCode === 137,
      logTail: this.#lines.tail(host, tailLines),
      ...(found?.architecture === undefined ? {} : { image: { architecture: found.architecture } }),
      host: { architecture },
    });
    return {
      host,
      exitCode: refusal === undefined ? state?.exitCode : undefined,
      oomKilled: state?.oomKilled ?? false,
      stopped,
      diagnosis,
    };
  }
}
