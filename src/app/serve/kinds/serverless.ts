import type { World } from '../../../core/ports';
import { modelNotReady, throttled } from '../../../core/serve/kinds/kindErrors';
import { serverlessPayload } from '../../../core/serve/kinds/serverlessPlan';
import { coldState, type ServerlessState } from '../../../core/serve/kinds/serverlessState';
import type { RuntimeAnswer, Send } from '../../../core/serve/ports';
import { tooLarge } from '../../../core/serve/runtimeErrors';
import { untilRead, wholeBody } from '../body';

/** A container that runs and answers. */
export interface Warm {
  readonly send: Send;
  stop(): Promise<void>;
}

export interface ServerlessSpec {
  readonly concurrency: number;
  /** Starts the container, and waits until it answers `/ping`; nothing when it does not in time. */
  readonly start: (signal: AbortSignal) => Promise<Warm | undefined>;
  /** Seconds without a request after which the container goes; it stays when nothing is said. */
  readonly idle: number | undefined;
  readonly changed: (state: ServerlessState) => void;
}

/** What AWS does with a container that nobody has to keep: starts it when somebody asks, and takes no more than it may. */
export class ServerlessVariant {
  readonly #world: Pick<World, 'clock'>;
  readonly #spec: ServerlessSpec;
  readonly #life = new AbortController();
  #state = coldState;
  #warm: Warm | undefined;
  #starting: Promise<Warm | undefined> | undefined;
  #stopping: Promise<void> = Promise.resolve();
  #idle = new AbortController();

  constructor(world: Pick<World, 'clock'>, spec: ServerlessSpec) {
    this.#world = world;
    this.#spec = spec;
  }

  get state(): ServerlessState {
    return this.#state;
  }

  readonly send: Send = async (request, signal) => {
    if ((request.bytes ?? 0) > serverlessPayload) return refuseLarge;
    if (this.#state.busy >= this.#spec.concurrency) {
      this.#set({ throttled: this.#state.throttled + 1 });
      return { kind: 'refused', error: throttled(this.#spec.concurrency) };
    }
    this.#idle.abort();
    this.#set({ busy: this.#state.busy + 1 });
    const finished = this.#finisher();
    try {
      const body = request.bytes === undefined ? await wholeBody(request.body) : request.body;
      if (body instanceof Uint8Array && body.length > serverlessPayload) {
        finished();
        return refuseLarge;
      }
      const answer = await this.#answer({ ...request, body }, signal);
      if (answer.kind === 'answered') return { ...answer, body: untilRead(answer.body, finished) };
      finished();
      return answer;
    } catch (error) {
      finished();
      throw error;
    }
  };

  /** Starts it before somebody asks. */
  async warmUp(): Promise<boolean> {
    return (await this.#started()) !== undefined;
  }

  /** The container is gone, whoever ended it. */
  forget(): void {
    this.#idle.abort();
    this.#warm = undefined;
    this.#set({ phase: 'cold' });
  }

  async close(): Promise<void> {
    this.#life.abort();
    this.#idle.abort();
    await this.#starting?.catch(() => undefined);
    await this.#stop();
  }

  async #answer(request: Parameters<Send>[0], signal: AbortSignal): Promise<RuntimeAnswer> {
    const warm = await this.#started();
    return warm ? warm.send(request, signal) : { kind: 'refused', error: modelNotReady };
  }

  async #started(): Promise<Warm | undefined> {
    if (this.#warm) return this.#warm;
    this.#starting ??= this.#start().finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  async #start(): Promise<Warm | undefined> {
    await this.#stopping;
    const began = this.#world.clock.now();
    this.#set({ phase: 'starting' });
    const warm = await this.#spec.start(this.#life.signal).catch((error: unknown) => {
      this.#set({ phase: 'cold' });
      throw error;
    });
    this.#warm = warm;
    if (warm)
      this.#set({
        phase: 'warm',
        coldStarts: this.#state.coldStarts + 1,
        setup: this.#world.clock.now() - began,
      });
    else this.#set({ phase: 'cold' });
    return warm;
  }

  /** Counts once, however the answer ends. */
  #finisher(): () => void {
    let isDone = false;
    return () => {
      if (isDone) return;
      isDone = true;
      this.#set({ busy: this.#state.busy - 1 });
      if (this.#state.busy === 0) this.#waitIdle();
    };
  }

  #waitIdle(): void {
    const { idle } = this.#spec;
    if (idle === undefined || this.#life.signal.aborted) return;
    this.#idle = new AbortController();
    this.#world.clock.sleep(idle * 1000, this.#idle.signal).then(
      () => void this.#stop(),
      () => undefined,
    );
  }

  async #stop(): Promise<void> {
    const warm = this.#warm;
    if (!warm) return this.#stopping;
    this.#warm = undefined;
    this.#set({ phase: 'stopping' });
    this.#stopping = warm.stop().then(
      () => this.#set({ phase: 'cold' }),
      () => this.#set({ phase: 'cold' }),
    );
    return this.#stopping;
  }

  #set(change: Partial<ServerlessState>): void {
    this.#state = { ...this.#state, ...change };
    this.#spec.changed(this.#state);
  }
}

const refuseLarge: RuntimeAnswer = { kind: 'refused', error: tooLarge(serverlessPayload) };
