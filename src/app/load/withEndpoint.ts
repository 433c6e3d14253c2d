import * as l10n from '@vscode/l10n';
import type { EndpointFile } from '../../core/endpoint/file/endpointFile';
import { Problem } from '../../core/problem';
import { ServeControl } from '../../core/serve/serveControl';
import type { ServedEndpoint } from '../../core/serve/servedEndpoint';
import { readTestInput } from '../serve/contract/readTestInput';
import { listEndpoints } from '../serve/resumeServing';
import { serveLocally } from '../serve/serveLocally';
import type { ServeWorld } from '../serve/serveWorld';

export interface EndpointInput {
  /** Absolute, of the endpoint file. */
  readonly file: string;
  readonly runsFolder: string;
  /** This process. */
  readonly follower: number;
}

/** An endpoint of this machine whose variants all serve. */
export interface ReadyEndpoint {
  readonly name: string;
  /** Where it is invoked. */
  readonly url: string;
  readonly variants: readonly string[];
  readonly containers: readonly string[];
  readonly file: EndpointFile;
}

interface Follow {
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
}

const mostBytes = 4 * 1024 * 1024;
/** Milliseconds: whoever does not answer in this time is gone. */
const patience = 2000;

/** Works with the endpoint of a file: the one that serves already, or one that is started for this and stopped after. */
export async function withEndpoint<T>(
  world: ServeWorld,
  input: EndpointInput,
  follow: Follow,
  work: (endpoint: ReadyEndpoint) => Promise<T>,
): Promise<T> {
  const file = await readTestInput(world.files, input.file, follow.signal);
  const running = await findRunning(world, input, follow.signal);
  if (running) return work(readyEndpoint(running, file));
  const text = (await world.files.read(input.file, mostBytes, follow.signal)) ?? '{}';
  const end = new AbortController();
  const stop = (): void => end.abort();
  follow.signal.addEventListener('abort', stop, { once: true });
  const control = new ServeControl();
  let served: ServedEndpoint | undefined;
  let heard: () => void = () => undefined;
  const over = serveLocally(
    world,
    { ...input, endpoint: file, text },
    {
      signal: end.signal,
      control,
      report: (event, now) => {
        served = now;
        if (event.kind === 'progress') follow.say(event.text);
        heard();
      },
    },
  );
  try {
    const isOver = over.then(() => true);
    for (let done = false; !isReady(served) && !done;) {
      refuseTrouble(served);
      const change = new Promise<boolean>((resolve) => (heard = () => resolve(false)));
      done = await Promise.race([change, isOver]);
    }
    follow.signal.throwIfAborted();
    refuseTrouble(served);
    if (!served || !isReady(served))
      throw new Problem('serving-failed', served?.failure ?? l10n.t('The endpoint does not serve.'));
    return await work(readyEndpoint(served, file));
  } finally {
    follow.signal.removeEventListener('abort', stop);
    end.abort();
    await over.catch(() => undefined);
  }
}

/** As its record says, and as it answers: a record outlives whoever kept it. */
export async function findRunning(
  world: ServeWorld,
  { file, runsFolder }: EndpointInput,
  signal: AbortSignal,
): Promise<ServedEndpoint | undefined> {
  const known = await listEndpoints(world, runsFolder);
  const found = known.find((each) => each.file === file && each.status === 'serving' && isReady(each));
  if (found?.url === undefined) return undefined;
  const request = { method: 'GET', url: `${found.url}/`, headers: {}, timeout: patience } as const;
  const answer = await world.http.call(request, signal);
  return answer.kind === 'answered' ? found : undefined;
}

const isReady = (endpoint: ServedEndpoint | undefined): boolean =>
  endpoint?.url !== undefined &&
  endpoint.variants.length > 0 &&
  endpoint.variants.every(({ phase }) => phase === 'serving');

function refuseTrouble(endpoint: ServedEndpoint | undefined): void {
  const failed = endpoint?.variants.find(({ phase }) => phase === 'failed');
  if (!failed) return;
  const { title = '', cause = '', fixes = [] } = failed.trouble ?? {};
  const said = [title, cause, ...fixes].filter((part) => part !== '').join('\n  ');
  throw new Problem('serving-failed', l10n.t('{0} does not serve: {1}', failed.name, said));
}

const readyEndpoint = ({ name, url = '', variants }: ServedEndpoint, file: EndpointFile): ReadyEndpoint => ({
  name,
  url: `${url}/endpoints/${name}/invocations`,
  variants: variants.filter(({ isShadow }) => !isShadow).map((variant) => variant.name),
  containers: variants.flatMap(({ containers }) => containers.map(({ id }) => id)),
  file,
});
