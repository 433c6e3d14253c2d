import { isAbort, Problem } from '../../../core/problem';
import type { World } from '../../../core/ports';
import type { AsyncRequest } from '../../../core/serve/kinds/asyncRequest';
import { readAsyncRequest } from '../../../core/serve/kinds/asyncRequest';
import {
  emptyQueue,
  enqueue,
  finishEntry,
  nextExpiry,
  takeNext,
  type AsyncQueue,
} from '../../../core/serve/kinds/asyncQueue';
import type { RuntimeAnswer, RuntimeRequest, Send } from '../../../core/serve/ports';
import {
  errorBody,
  internalFailure,
  modelError,
  noAnswer,
  type LogPlace,
  type RuntimeError,
} from '../../../core/serve/runtimeErrors';
import { textOf, wholeBody } from '../body';

/** Where payloads come from and answers go. */
export interface AsyncStore {
  /** A Problem when it cannot be read. */
  input(
    address: string,
    signal: AbortSignal,
  ): Promise<{ readonly body: AsyncIterable<Uint8Array>; readonly bytes: number }>;
  /** Whole, or not at all. */
  write(path: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** As the client is told of it. */
  address(path: string): string;
}

export interface AsyncSpec {
  readonly place: LogPlace;
  readonly send: Send;
  readonly store: AsyncStore;
  /** Requests at once. */
  readonly limit: number;
  /** Names requests that have no name. */
  readonly newId: () => string;
  readonly changed: (queue: AsyncState) => void;
}

interface Entry {
  readonly id: string;
  readonly at: number;
  readonly ttl: number;
  readonly request: AsyncRequest;
  /** What came along. */
  readonly inline: Uint8Array | undefined;
}

export type AsyncState = AsyncQueue<Pick<Entry, 'id' | 'at' | 'ttl'>>;

/** An asynchronous endpoint: requests wait in a queue, answers and failures become files. */
export class AsyncRunner {
  readonly #world: Pick<World, 'clock'>;
  readonly #spec: AsyncSpec;
  readonly #life = new AbortController();
  #queue: AsyncQueue<Entry> = emptyQueue;
  #alarm = new AbortController();

  constructor(world: Pick<World, 'clock'>, spec: AsyncSpec) {
    this.#world = world;
    this.#spec = spec;
  }

  /** Those that run break off, and those that wait are forgotten. */
  close(): void {
    this.#life.abort();
    this.#alarm.abort();
  }

  /** What the front does with a request to `/async-invocations`. */
  readonly accept: Send = async (request) => {
    const { newId, store } = this.#spec;
    const inline = await wholeBody(request.body);
    const read = readAsyncRequest(request.headers, inline.length, newId());
    if ('error' in read) return { kind: 'refused', error: read.error };
    const { id, ttl, output, failure, input } = read.request;
    const entry: Entry = {
      id,
      at: this.#world.clock.now(),
      ttl,
      request: read.request,
      inline: input === undefined ? inline : undefined,
    };
    this.#set(enqueue(this.#queue, entry));
    this.#step();
    return accepted(id, { output: store.address(output), failure: store.address(failure) });
  };

  #step(): void {
    if (this.#life.signal.aborted) return;
    const taken = takeNext(this.#queue, this.#world.clock.now(), this.#spec.limit);
    this.#set(taken.queue);
    for (const entry of taken.expired) void this.#expire(entry);
    for (const entry of taken.begun) void this.#run(entry);
    this.#watch();
  }

  /** Whoever waits too long is told so when it is, and not when the next request comes. */
  #watch(): void {
    this.#alarm.abort();
    const wait = nextExpiry(this.#queue, this.#world.clock.now());
    if (wait === undefined) return;
    this.#alarm = new AbortController();
    this.#world.clock.sleep(wait, this.#alarm.signal).then(
      () => this.#step(),
      () => undefined,
    );
  }

  async #expire({ request }: Entry): Promise<void> {
    const message = `The request waited for ${request.ttl} seconds in the queue (RequestTTLSeconds).`;
    await this.#fail(request, { status: 408, message });
  }

  async #run(entry: Entry): Promise<void> {
    const { request } = entry;
    let end: 'answered' | 'failed' = 'failed';
    try {
      const error = await this.#answer(entry);
      if (error) await this.#fail(request, error);
      else end = 'answered';
    } catch (error) {
      if (!this.#life.signal.aborted) await this.#fail(request, this.#errorOf(error));
    }
    this.#set(finishEntry(this.#queue, entry, end));
    this.#step();
  }

  async #answer({ request, inline }: Entry): Promise<RuntimeError | undefined> {
    const { place, store } = this.#spec;
    const late = new AbortController();
    const end = (): void => late.abort();
    this.#life.signal.addEventListener('abort', end);
    const timer = this.#world.clock.sleep(request.timeout * 1000, late.signal).then(end, () => undefined);
    try {
      const input = await this.#input(request, inline, late.signal);
      if ('error' in input) return input.error;
      const answer = await this.#spec.send(input.request, late.signal);
      if (answer.kind === 'refused') return answer.error;
      if (answer.kind === 'failed') return noAnswer(answer.reason, place);
      if (answer.status < 200 || answer.status > 299)
        return modelError(answer.status, await textOf(answer.body), place);
      await store.write(request.output, answer.body);
      return undefined;
    } finally {
      this.#life.signal.removeEventListener('abort', end);
      late.abort();
      await timer;
    }
  }

  /** Only the time limit ends what runs. */
  #errorOf(error: unknown): RuntimeError {
    if (isAbort(error)) return noAnswer('timeout', this.#spec.place);
    return internalFailure(error instanceof Error ? error.message : String(error));
  }

  async #input(
    { headers, input }: AsyncRequest,
    inline: Uint8Array | undefined,
    signal: AbortSignal,
  ): Promise<{ readonly request: RuntimeRequest } | { readonly error: RuntimeError }> {
    const path = '/invocations';
    if (input === undefined) {
      const body = inline ?? new Uint8Array();
      return { request: { path, headers, body, bytes: body.length } };
    }
    try {
      const { body, bytes } = await this.#spec.store.input(input, signal);
      return { request: { path, headers, body, bytes } };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return { error: { status: 400, type: 'ValidationError', message: error.message } };
    }
  }

  async #fail({ failure }: AsyncRequest, error: RuntimeError): Promise<void> {
    const text = new TextEncoder().encode(errorBody(error, this.#spec.place));
    await this.#spec.store.write(failure, pieces(text)).catch(() => undefined);
  }

  #set(queue: AsyncQueue<Entry>): void {
    this.#queue = queue;
    this.#spec.changed(queue);
  }
}

function accepted(
  id: string,
  { output, failure }: { readonly output: string; readonly failure: string },
): RuntimeAnswer {
  const body = new TextEncoder().encode(JSON.stringify({ InferenceId: id }));
  return {
    kind: 'answered',
    status: 202,
    headers: {
      'content-type': 'application/json',
      'content-length': String(body.length),
      'x-amzn-sagemaker-outputlocation': output,
      'x-amzn-sagemaker-failurelocation': failure,
    },
    body: pieces(body),
  };
}

async function* pieces(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield Promise.resolve(bytes);
}
