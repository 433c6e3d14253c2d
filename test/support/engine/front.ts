// A door before an engine that tests may close and open again. It works the same for every engine,
// and the user's own is never touched.
import { rmSync } from 'node:fs';
import { connect as dial, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ownFolder } from '../ownership';
import type { Engine } from './engine';

export interface Front extends Engine {
  /** From now on connections are refused, and those under way are cut. */
  close(): Promise<void>;
  open(): Promise<void>;
  /** From now on requests wait at the door, until `admit`. */
  hold(): void;
  admit(): void;
  /** The first lines of the requests that passed so far. */
  requests(): readonly string[];
  /** How many clients are connected now. */
  connections(): number;
}

export async function startPrivateFront(engine: Engine): Promise<Front> {
  const folder = ownFolder('front');
  const socket = join(folder.path, 'docker.sock');
  const connections = new Set<Socket>();
  const clients = new Set<Socket>();
  const requests: string[] = [];
  let holds = false;
  let server: Server | undefined;
  const close = async () => {
    const closing = server;
    server = undefined;
    connections.forEach((connection) => connection.destroy());
    await new Promise((resolve) => (closing ? closing.close(resolve) : resolve(undefined)));
    await sleep(10); // A client in this process must see that its idle connection is cut, or it would reuse it.
  };
  const open = async () => {
    await close();
    rmSync(socket, { force: true });
    server = createServer({ allowHalfOpen: true }, (client) => {
      clients.add(client);
      client.on('close', () => clients.delete(client));
      client.on('data', (chunk: Buffer) => requests.push(...readRequests(chunk)));
      pair(client, dialEngine(engine), connections);
      if (holds) client.pause();
    });
    await listen(server, socket);
  };
  const stop = async () => {
    await close();
    folder.release();
  };
  const setHold = (on: boolean) => {
    holds = on;
    clients.forEach((client) => (on ? client.pause() : client.resume()));
  };
  await open();
  return {
    host: `unix://${socket}`,
    socket,
    owned: true,
    close,
    open,
    hold: () => setHold(true),
    admit: () => setHold(false),
    stop,
    requests: () => requests,
    connections: () => clients.size,
  };
}

/** A client writes the head of a request in one piece. */
function readRequests(chunk: Buffer): readonly string[] {
  return chunk.toString('latin1').match(/^(?:GET|HEAD|POST|PUT|DELETE) \/\S*/gm) ?? [];
}

function dialEngine(engine: Engine): Socket {
  const { hostname, port } = new URL(engine.host);
  if (engine.socket !== undefined) return dial({ path: engine.socket, allowHalfOpen: true });
  return dial({ host: hostname, port: Number(port || 2375), allowHalfOpen: true });
}

function pair(client: Socket, engine: Socket, connections: Set<Socket>): void {
  for (const [from, to] of [
    [client, engine],
    [engine, client],
  ] as const) {
    connections.add(from);
    from.on('error', () => to.destroy());
    from.on('close', () => {
      connections.delete(from);
      to.destroy();
    });
    from.pipe(to);
  }
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
}
