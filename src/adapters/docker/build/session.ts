// BuildKit asks its client back, over a connection that stays open while it builds: gRPC, which is HTTP/2 with a
// header of five bytes before each message. It must hear that we live, and asks for credentials of registries.
import { randomUUID } from 'node:crypto';
import type { ServerHttp2Stream } from 'node:http2';
import { createServer } from 'node:http2';
import { Duplex } from 'node:stream';
import type Dockerode from 'dockerode';
import type { RegistryKey } from '../../../core/ecr/ports';
import { dial } from './dial';
import { readFields, textField } from './protobuf';

export interface Session {
  readonly id: string;
  close(): void;
}

const credentials = '/moby.filesync.v1.Auth/Credentials';
const health = '/grpc.health.v1.Health/Check';
/** The number of `SERVING`. */
const serving = Buffer.from([8, 1]);

export async function openSession(
  docker: Dockerode,
  keys: readonly RegistryKey[],
  abortSignal: AbortSignal,
): Promise<Session> {
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
  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    answer(stream, headers[':path'] ?? '', keys).catch(() => stream.destroy());
  });
  // A session that breaks shows in the build.
  server.on('sessionError', () => undefined);
  socket.on('error', () => undefined);
  server.emit('connection', socket);
  return { id, close: () => socket.destroy() };
}

const unimplemented = '12';

async function answer(
  stream: ServerHttp2Stream,
  method: string,
  keys: readonly RegistryKey[],
): Promise<void> {
  const status = { ':status': 200, 'content-type': 'application/grpc' };
  const asked = await read(stream);
  const message = method === credentials ? keyFor(asked, keys) : method === health ? serving : undefined;
  if (stream.destroyed) return;
  if (!message) {
    stream.respond({ ...status, 'grpc-status': unimplemented }, { endStream: true });
    return;
  }
  stream.respond(status, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  const length = Buffer.alloc(headerBytes);
  length.writeUInt32BE(message.length, 1);
  stream.end(Buffer.concat([length, message]));
}

const headerBytes = 5;

async function read(stream: ServerHttp2Stream): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks).subarray(headerBytes);
}

/** An empty answer is nobody's: what is public comes without. */
function keyFor(asked: Uint8Array, keys: readonly RegistryKey[]): Uint8Array {
  const [host] = [...readFields(asked)].filter(({ number }) => number === 1).map(({ value }) => value);
  const name = host instanceof Uint8Array ? Buffer.from(host).toString() : '';
  const key = keys.find(({ registry }) => registry === name);
  return key ? Buffer.concat([textField(1, key.user), textField(2, key.password)]) : Buffer.alloc(0);
}
