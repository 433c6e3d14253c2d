// A whole local endpoint on a real engine: started, asked, and ended with the test.
import type { ServeInput } from '../../../src/app/serve/serveLocally';
import { serveLocally } from '../../../src/app/serve/serveLocally';
import type { EndpointFile } from '../../../src/core/endpoint/file/endpointFile';
import { ServeControl } from '../../../src/core/serve/serveControl';
import type { ServedEndpoint, ServeEvent } from '../../../src/core/serve/servedEndpoint';
import { connect } from '../engine/connection';
import { testEngine } from '../engine/engine';
import type { ServingBench, VariantWords } from './servingBench';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export class TestEndpoint {
  readonly control = new ServeControl();
  readonly events: ServeEvent[] = [];
  readonly #stop = new AbortController();
  readonly ended: Promise<ServedEndpoint>;
  #state: ServedEndpoint | undefined;
  readonly #waiting = new Set<() => void>();

  constructor(
    serve: (serving: {
      readonly signal: AbortSignal;
      readonly control: ServeControl;
      readonly report: (event: ServeEvent, endpoint: ServedEndpoint) => void;
    }) => Promise<ServedEndpoint>,
  ) {
    this.ended = serve({
      signal: this.#stop.signal,
      control: this.control,
      report: (event, endpoint) => {
        this.events.push(event);
        this.#state = endpoint;
        [...this.#waiting].forEach((look) => look());
      },
    });
    this.ended.catch(() => undefined);
  }

  get state(): ServedEndpoint {
    if (!this.#state) throw new Error('The endpoint has told nothing yet.');
    return this.#state;
  }

  get url(): string {
    return this.state.url ?? '';
  }

  /** Until its state is so; what has been told by then counts. */
  async until(holds: (endpoint: ServedEndpoint) => boolean): Promise<ServedEndpoint> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (!this.#state || !holds(this.#state)) return;
        this.#waiting.delete(look);
        resolve(this.#state);
      };
      this.#waiting.add(look);
      this.ended.then(
        (state) => (holds(state) ? resolve(state) : reject(new Error(`It ended: ${JSON.stringify(state)}`))),
        reject,
      );
      look();
    });
  }

  async untilServing(): Promise<ServedEndpoint> {
    return this.until(({ variants }) =>
      variants.every(({ phase, trouble }) => {
        if (trouble) throw new Error(JSON.stringify(trouble));
        return phase === 'serving';
      }),
    );
  }

  async invoke(
    attributes = '',
    {
      body = 'x',
      headers = {},
    }: { readonly body?: BodyInit; readonly headers?: Readonly<Record<string, string>> } = {},
  ): Promise<Answer> {
    const answer = await fetch(`${this.url}/endpoints/test/invocations`, {
      method: 'POST',
      body,
      headers: { 'x-amzn-sagemaker-custom-attributes': attributes, ...headers },
    });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  }

  stop(): void {
    this.#stop.abort();
  }
}

/** Starts it; the bench knows it, and ends it with the test. */
export function serveTest(
  bench: ServingBench,
  variants: readonly VariantWords[],
  { rest, ...more }: Partial<ServeInput> & { readonly rest?: Partial<EndpointFile> } = {},
): TestEndpoint {
  const endpoint = bench.endpoint(variants, rest);
  const input: ServeInput = {
    endpoint,
    text: bench.text(variants),
    file: bench.file,
    runsFolder: bench.runsFolder,
    follower: process.pid,
    ...more,
  };
  const served = new TestEndpoint(async (serving) => serveLocally(bench.world, input, serving));
  bench.own(async () => {
    served.control.ask({ kind: 'kill' });
    const left = await served.ended.catch(() => undefined);
    if (left) await removeLeft(left.id);
  });
  return served;
}

/** What an endpoint has that nobody follows any more. */
export async function removeLeft(id: string): Promise<void> {
  const docker = connect(testEngine());
  const filters = { label: [`longshore.endpoint=${id}`] };
  for (const { Id } of await docker.listContainers({ all: true, filters }))
    await docker.getContainer(Id).remove({ force: true });
  for (const { Id } of await docker.listNetworks({ filters })) await docker.getNetwork(Id).remove();
}
