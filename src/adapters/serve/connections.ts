import type { ClientRequest, IncomingMessage } from 'node:http';
import { Agent, request as startRequest } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Connections, RuntimeAnswer, RuntimeRequest, Send } from '../../core/serve/ports';
import { codeOf } from '../field';
import { failureOf, headOf } from './httpCalls';
import { plainHeaders } from './plainHeaders';

/** Milliseconds. Servers close idle connections after two seconds and more: we are the first to do so. */
const idle = 1500;

/** Small requests go over connections that are kept; a large one, which cannot be sent twice, gets its own. */
export function connectTo(address: string): Connections {
  const { hostname, port } = new URL(address);
  const agent = new Agent({ keepAlive: true, noDelay: true, timeout: idle, maxFreeSockets: 256 });
  const start = (request: RuntimeRequest, signal: AbortSignal): ClientRequest =>
    startRequest({
      host: hostname,
      port,
      path: request.path,
      method: 'POST',
      agent: request.body instanceof Uint8Array ? agent : false,
      headers: {
        ...request.headers,
        ...(request.bytes === undefined ? {} : { 'content-length': request.bytes }),
      },
      signal,
    });
  const send: Send = async (request, signal) => {
    for (;;) {
      const call = start(request, signal);
      try {
        const coming = headOf(call);
        give(call, request);
        return answerOf(await coming);
      } catch (error) {
        signal.throwIfAborted();
        // The server closed the connection just when it was used again: it has not seen the request.
        if (call.reusedSocket && codeOf(error) === 'ECONNRESET' && request.body instanceof Uint8Array)
          continue;
        return { kind: 'failed', reason: failureOf(error, isConnected(call)) };
      }
    }
  };
  return { send, close: () => agent.destroy() };
}

const isConnected = ({ socket }: ClientRequest): boolean => socket !== null && !socket.connecting;

function give(call: ClientRequest, { body }: RuntimeRequest): void {
  if (body instanceof Uint8Array) return void call.end(body);
  // What goes wrong here breaks the request too, which tells it.
  pipeline(body instanceof Readable ? body : Readable.from(body), call).catch(() => undefined);
}

const answerOf = (message: IncomingMessage): RuntimeAnswer => ({
  kind: 'answered',
  status: message.statusCode ?? 0,
  headers: plainHeaders(message.headers),
  body: message,
});
