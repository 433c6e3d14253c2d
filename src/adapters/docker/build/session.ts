// BuildKit asks its client back, over a connection that stays open while it builds: gRPC, which is HTTP/2 with a
// header of five bytes before each message. It must hear that we live, and asks for credentials of registries.
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import { createServer } from 'node:http2';
import { Duplex } from 'node:stream';
import type Dockerode from 'dockerode';
import { dial } from './dial';

export interface Session {
  readonly id: string;
  close(): void;
}

const credentials = '/moby.filesync.v1.Auth/Credentials';
/** Messages by method: nobody's credentials, and `SERVING`. */
const answers: Readonly<Record<string, readonly number[]>> = {
  [credentials]: [],
  '/grpc.health.v1.Health/Check': [8, 1],
};

export async function openSession(docker: Dockerode, abortSignal: AbortSignal): Promise<Session> {
  const id = randomUUID();
  const socket = await dial(docker, {
    path: '/session',
    method: 'POST',
    hijack: true,
    headers: {
      Upgrade: 'h2c',
      'X-Docker-Expose-Session-Uuid': id,
      'X-Docker-Expose-Session-Name': 'longshore',
      'X-Docker-Expose-Session-Grpc-Method': credentials,
    },
    statusCodes: { 101: true, 200: true },
    abortSignal,
  });
  if (!(socket instanceof Duplex)) throw new Error('The engine opened no session.');
  const server = createServer();
  server.on('stream', answer);
  // A session that breaks shows in the build.
  server.on('sessionError', () => undefined);
  socket.on('error', () => undefined);
  server.emit('connection', socket);
  return { id, close: () => socket.destroy() };
}

const unimplemented = '12';

function answer(stream: ServerHttp2Stream, headers: IncomingHttpHeaders & { ':path'?: string }): void {
  stream.on('error', () => undefined);
  const message = answers[headers[':path'] ?? ''];
  const status = { ':status': 200, 'content-type': 'application/grpc' };
  if (!message) {
    stream.respond({ ...status, 'grpc-status': unimplemented }, { endStream: true });
    return;
  }
  stream.respond(status, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  stream.end(Buffer.from([0, 0, 0, 0, message.length, ...message]));
}
