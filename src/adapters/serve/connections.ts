import type { ClientRequest, IncomingMessage } from 'node:http';
import { request as startRequest } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Connections, RuntimeAnswer, RuntimeRequest, Send } from '../../core/serve/ports';
import { requestBytes } from '../http/requestBytes';
import { failureOf, headOf } from './httpCalls';
import { KeptLine } from './keptLine';
import { plainHeaders } from './plainHeaders';

/** Connections that are kept while nobody uses them. */
const most = 256;
/** Milliseconds. Servers close idle connections after two seconds and more: we are the first to do so. */
const longest = 1500;
const sweepEvery = 200;

/** Small requests go over connections that are kept; a large one, which cannot be sent twice, gets its own. */
export function connectTo(address: string): Connections {
  const { hostname: host, port } = new URL(address);
  const lines = new Lines({ host, port: Number(port) });
  const send: Send = async (request, signal) => {
    const { path, headers, body } = request;
    signal.throwIfAborted();
    if (!(body instanceof Uint8Array)) return sendAsItComes({ host, port }, request, signal);
    const bytes = requestBytes({ host, port, path, headers, body });
    for (;;) {
      const answer = await lines.take().send(bytes, signal);
      if (answer.kind !== 'unheard') return answer;
    }
  };
  return { send, close: () => lines.close() };
}

/** The line that was used last is used first: the others grow old, and go. */
class Lines {
  readonly #place: { readonly host: string; readonly port: number };
  readonly #all = new Set<KeptLine>();
  /** Those that were used last are at the end. */
  readonly #free: KeptLine[] = [];
  #sweeping: NodeJS.Timeout | undefined;

  constructor(place: { readonly host: string; readonly port: number }) {
    this.#place = place;
  }

  take(): KeptLine {
    for (let line = this.#free.pop(); line; line = this.#free.pop()) {
      if (line.isUsable && line.idle < longest) return line;
      line.close();
    }
    const line = new KeptLine(this.#place, (freed) => this.#hear(freed));
    this.#all.add(line);
    return line;
  }

  close(): void {
    clearTimeout(this.#sweeping);
    for (const line of this.#all) line.close();
  }

  #hear(line: KeptLine): void {
    if (!line.isUsable) {
      this.#all.delete(line);
      return;
    }
    this.#free.push(line);
    if (this.#free.length > most) this.#free.shift()?.close();
    this.#sweepLater();
  }

  /** One timer for all: a request is not to pay for its own. */
  #sweepLater(): void {
    this.#sweeping ??= setTimeout(() => {
      this.#sweeping = undefined;
      while (this.#free[0] && this.#free[0].idle >= longest) this.#free.shift()?.close();
      if (this.#free.length > 0) this.#sweepLater();
    }, sweepEvery).unref();
  }
}

async function sendAsItComes(
  { host, port }: { readonly host: string; readonly port: string },
  request: RuntimeRequest,
  signal: AbortSignal,
): Promise<RuntimeAnswer> {
  const call = startRequest({
    host,
    port,
    path: request.path,
    method: 'POST',
    agent: false,
    headers: {
      ...request.headers,
      ...(request.bytes === undefined ? {} : { 'content-length': request.bytes }),
    },
    signal,
  });
  try {
    const coming = headOf(call);
    // What goes wrong here breaks the request too, which tells it.
    pipeline(Readable.from(request.body), call).catch(() => undefined);
    return answerOf(await coming);
  } catch (error) {
    signal.throwIfAborted();
    return { kind: 'failed', reason: failureOf(error, isConnected(call)) };
  }
}

const isConnected = ({ socket }: ClientRequest): boolean => socket !== null && !socket.connecting;

const answerOf = (message: IncomingMessage): RuntimeAnswer => ({
  kind: 'answered',
  status: message.statusCode ?? 0,
  headers: plainHeaders(message.headers),
  body: message,
});
