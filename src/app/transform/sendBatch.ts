import type { World } from '../../core/ports';
import type { RuntimeAnswer, RuntimeRequest, Send } from '../../core/serve/ports';
import { isAbort } from '../../core/problem';
import { textOf, wholeBody } from '../serve/body';

export interface BatchCall {
  readonly send: Send;
  readonly headers: Readonly<Record<string, string>>;
  /** Again for each try. */
  readonly body: () => Promise<RuntimeRequest['body']>;
  /** Milliseconds for one try. */
  readonly timeout: number;
  readonly retries: number;
  readonly retried: (reason: string, attempt: number) => void;
}

export type BatchAnswer =
  | { readonly kind: 'answered'; readonly body: Uint8Array }
  | { readonly kind: 'failed'; readonly reason: string; readonly status?: number; readonly body?: string };

/** Milliseconds before the first new try; then twice as long. */
const firstPause = 500;
/** Characters of what the container said. */
const longestMessage = 2000;

/** One mini-batch, with new tries where they may help: too many requests, errors of the server, no answer. */
export async function sendBatch(
  { clock }: Pick<World, 'clock'>,
  call: BatchCall,
  signal: AbortSignal,
): Promise<BatchAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await sendOnce(clock, call, signal);
    if (answer.kind === 'answered' || attempt > call.retries || !mayHelp(answer.status)) return answer;
    call.retried(answer.reason, attempt);
    await clock.sleep(firstPause * 2 ** (attempt - 1), signal);
  }
}

const mayHelp = (status: number | undefined): boolean =>
  status === undefined || status === 429 || status >= 500;

async function sendOnce(
  clock: World['clock'],
  { send, headers, body, timeout }: BatchCall,
  signal: AbortSignal,
): Promise<BatchAnswer> {
  signal.throwIfAborted();
  const enough = new AbortController();
  const end = (): void => enough.abort();
  signal.addEventListener('abort', end);
  const timer = clock.sleep(timeout, enough.signal).then(end, () => undefined);
  let trouble: unknown;
  try {
    const content = noting(await body(), (error) => {
      trouble = error;
    });
    const bytes = content instanceof Uint8Array ? content.length : undefined;
    const request = { path: '/invocations', headers, body: content, bytes };
    const answer = await readAnswer(await send(request, enough.signal));
    // That the connection broke says less than what broke it.
    if (trouble !== undefined) throw trouble;
    return answer;
  } catch (error) {
    if (signal.aborted || !isAbort(error) || error === trouble) throw error;
    return { kind: 'failed', reason: noResponse };
  } finally {
    signal.removeEventListener('abort', end);
    enough.abort();
    await timer;
  }
}

function noting(content: RuntimeRequest['body'], note: (error: unknown) => void): RuntimeRequest['body'] {
  return content instanceof Uint8Array ? content : notingPieces(content, note);
}

async function* notingPieces(
  content: AsyncIterable<Uint8Array>,
  note: (error: unknown) => void,
): AsyncIterable<Uint8Array> {
  try {
    yield* content;
  } catch (error) {
    note(error);
    throw error;
  }
}

/** In the words of SageMaker's log. */
const noResponse = 'Unable to get response from algorithm';

async function readAnswer(answer: RuntimeAnswer): Promise<BatchAnswer> {
  if (answer.kind === 'failed') return { kind: 'failed', reason: `${noResponse} (${answer.reason})` };
  if (answer.kind === 'refused') {
    const { status, message } = answer.error.original ?? answer.error;
    return badStatus(status, message);
  }
  if (answer.status >= 200 && answer.status <= 299)
    return { kind: 'answered', body: await wholeBody(answer.body) };
  return badStatus(answer.status, await textOf(answer.body, longestMessage));
}

const badStatus = (status: number, body: string): BatchAnswer => ({
  kind: 'failed',
  reason:
    status >= 400 && status < 500
      ? `ClientError: ${status}`
      : `Bad HTTP status received from algorithm: ${status}`,
  status,
  body,
});
