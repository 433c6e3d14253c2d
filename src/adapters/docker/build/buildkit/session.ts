// BuildKit asks its client back, over a connection that stays open while it builds: gRPC, which is HTTP/2 with a
// header of five bytes before each message. It must hear that we live, and asks for credentials and secrets.
import { randomUUID } from 'node:crypto';
import type { ServerHttp2Stream } from 'node:http2';
import { createServer } from 'node:http2';
import { Duplex } from 'node:stream';
import type Dockerode from 'dockerode';
import type { RegistryKey } from '../../../../core/ecr/ports';
import { dial } from '../dial';
import { bytesField, readFields, textField } from './protobuf';

export interface Session {
  readonly id: string;
  close(): void;
}

/** What the build may ask for. */
export interface Lent {
  readonly keys: readonly RegistryKey[];
  readonly secrets: ReadonlyMap<string, Uint8Array>;
}

const methods = {
  credentials: '/moby.filesync.v1.Auth/Credentials',
  secret: '/moby.buildkit.secrets.v1.Secrets/GetSecret',
  health: '/grpc.health.v1.Health/Check',
} as const;

export async function openSession(docker: Dockerode, lent: Lent, abortSignal: AbortSignal): Promise<Session> {
  const id = randomUUID();
  const socket = await dial(docker, {
    path: '/session',
    method: 'POST',
    hijack: true,
    headers: {
      Upgrade: 'h2c',
      'X-Docker-Expose-Session-Uuid': id,
      'X-Docker-Expose-Session-Name': 'longshore',
      'X-Docker-Expose-Session-Grpc-Method': [methods.credentials, methods.secret],
    },
    statusCodes: { 101: true, 200: true },
    abortSignal,
  });
  if (!(socket instanceof Duplex)) throw new Error('The engine opened no session.');
  const server = createServer();
  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    respond(stream, headers[':path'] ?? '', lent).catch(() => stream.destroy());
  });
  // A session that breaks shows in the build.
  server.on('sessionError', () => undefined);
  socket.on('error', () => undefined);
  server.emit('connection', socket);
  return { id, close: () => socket.destroy() };
}

/** gRPC's numbers. */
const [notFound, unimplemented] = ['5', '12'];

async function respond(stream: ServerHttp2Stream, method: string, lent: Lent): Promise<void> {
  const status = { ':status': 200, 'content-type': 'application/grpc' };
  const asked = await read(stream);
  const answer = answerTo(method, asked, lent);
  if (stream.destroyed) return;
  if (typeof answer === 'string') {
    stream.respond({ ...status, 'grpc-status': answer }, { endStream: true });
    return;
  }
  stream.respond(status, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  const length = Buffer.alloc(headerBytes);
  length.writeUInt32BE(answer.length, 1);
  stream.end(Buffer.concat([length, answer]));
}

/** A message, or the number of what is wrong with the question. */
function answerTo(method: string, asked: Uint8Array, { keys, secrets }: Lent): Uint8Array | string {
  switch (method) {
    case methods.health:
      return serving;
    case methods.credentials:
      return keyFor(firstText(asked), keys);
    case methods.secret: {
      const value = secrets.get(firstText(asked));
      return value ? bytesField(1, value) : notFound;
    }
    default:
      return unimplemented;
  }
}

/** The number of `SERVING`. */
const serving = Buffer.from([8, 1]);

const headerBytes = 5;

async function read(stream: ServerHttp2Stream): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks).subarray(headerBytes);
}

/** The first field of both questions: a host, or the id of a secret. */
function firstText(asked: Uint8Array): string {
  const [first] = [...readFields(asked)].filter(({ number }) => number === 1).map(({ value }) => value);
  return first instanceof Uint8Array ? Buffer.from(first).toString() : '';
}

/** An empty answer is nobody's: what is public comes without. */
function keyFor(host: string, keys: readonly RegistryKey[]): Uint8Array {
  const key = keys.find(({ registry }) => registry === host);
  return key ? Buffer.concat([textField(1, key.user), textField(2, key.password)]) : Buffer.alloc(0);
}
