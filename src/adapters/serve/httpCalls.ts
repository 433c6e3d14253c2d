import { setMaxListeners } from 'node:events';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { request as startRequest } from 'node:http';
import type { CallFailure, HttpAnswer, HttpCalls, HttpRequest } from '../../core/serve/ports';
import { codeOf } from '../field';
import { plainHeaders } from './plainHeaders';

/** One connection for each call, so that what is measured is the server and not what was open before. */
export const httpCalls: HttpCalls = {
  call: async (request, signal) => {
    signal.throwIfAborted();
    // One signal ends any number of calls; Node would warn of a leak.
    setMaxListeners(0, signal);
    return new Call(request, signal).answer();
  },
};

class Call {
  readonly #request: HttpRequest;
  readonly #signal: AbortSignal;
  readonly #began = performance.now();
  #connected = 0;
  /** Why we ended it ourselves. */
  #gaveUp: CallFailure | undefined;

  constructor(request: HttpRequest, signal: AbortSignal) {
    this.#request = request;
    this.#signal = signal;
  }

  async answer(): Promise<HttpAnswer> {
    const { method, url, headers, body = new Uint8Array(), timeout, connectTimeout } = this.#request;
    const length = method === 'GET' && body.length === 0 ? {} : { 'content-length': String(body.length) };
    const call = startRequest(url, {
      method,
      agent: false,
      headers: { connection: 'close', ...headers, ...length },
      signal: this.#signal,
    });
    const whole = this.#limit(call, 'timeout', timeout);
    const connecting = this.#limit(call, 'connect-timeout', connectTimeout ?? timeout);
    call.on('socket', (socket) =>
      socket.on('connect', () => {
        this.#connected = this.#now();
        clearTimeout(connecting);
        socket.setNoDelay(true);
      }),
    );
    try {
      const coming = headOf(call);
      call.end(body);
      return await this.#read(await coming);
    } catch (error) {
      this.#signal.throwIfAborted();
      return {
        kind: 'failed',
        reason: this.#gaveUp ?? failureOf(error, this.#connected > 0),
        milliseconds: this.#now(),
      };
    } finally {
      clearTimeout(whole);
      clearTimeout(connecting);
      call.destroy();
    }
  }

  async #read(message: IncomingMessage): Promise<HttpAnswer> {
    const firstByte = this.#now();
    const pieces: Uint8Array[] = [];
    for await (const piece of message) if (piece instanceof Uint8Array) pieces.push(piece);
    return {
      kind: 'answered',
      status: message.statusCode ?? 0,
      headers: plainHeaders(message.headers),
      body: Buffer.concat(pieces),
      chunks: pieces.length,
      connected: this.#connected,
      firstByte,
      milliseconds: this.#now(),
    };
  }

  #limit(call: ClientRequest, reason: CallFailure, milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#gaveUp ??= reason;
      call.destroy(new Error(reason));
    }, milliseconds);
  }

  #now(): number {
    return performance.now() - this.#began;
  }
}

export const headOf = async (call: ClientRequest): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    call.on('response', resolve).on('error', reject);
  });

/** By the code that Node gives. A parser's code says that something else than HTTP came. */
export function failureOf(error: unknown, wasConnected: boolean): CallFailure {
  const code = codeOf(error);
  if (code.startsWith('HPE_')) return 'not-http';
  if (code === 'ETIMEDOUT') return wasConnected ? 'timeout' : 'connect-timeout';
  return wasConnected || code === 'ECONNRESET' || code === 'EPIPE' ? 'reset' : 'refused';
}
