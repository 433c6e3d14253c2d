import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface LoadServer {
  readonly url: string;
  readonly port: number;
  readonly counts: { requests: number; connections: number };
  close(): Promise<void>;
}

export type Respond = (request: IncomingMessage, response: ServerResponse, number: number) => void;

/** A server of this process that has read the whole request before it answers. */
export async function startServer(respond: Respond): Promise<LoadServer> {
  const counts = { requests: 0, connections: 0 };
  const server = createServer((request, response) => {
    request.resume().on('end', () => respond(request, response, (counts.requests += 1)));
  });
  server.on('connection', () => (counts.connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/invocations`,
    port,
    counts,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

export const answerOk: Respond = (_, response) => {
  response.setHeader('content-type', 'application/json').end('{"ok":true}');
};
