import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import type { Front, FrontSpec, Routes } from '../../core/serve/ports';
import { codeOf } from '../field';
import { Exchange } from './exchange';
import { Sessions } from './sessions';

const host = '127.0.0.1';
/** Milliseconds that idle connections of clients are kept: longer than clients keep them. */
const idle = 75_000;

/** The runtime's API on this machine, and for nobody else. Signatures are not looked at. */
export async function openFront(spec: FrontSpec): Promise<Front> {
  let { routes } = spec;
  const sessions = new Sessions();
  const server = createServer({ keepAliveTimeout: idle, noDelay: true }, (request, response) => {
    void new Exchange({ ...spec, routes }, sessions, request, response).run();
  });
  await listen(server, spec.port ?? 0);
  const { port } = addressOf(server);
  return {
    port,
    url: `http://${host}:${port}`,
    route: (next: Routes) => {
      routes = next;
    },
    close: async (patience = 0) => close(server, patience),
  };
}

async function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(refusal(error, port)));
    server.listen({ host, port }, resolve);
  });
}

function refusal(error: unknown, port: number): unknown {
  const code = codeOf(error);
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return error;
  const message =
    code === 'EACCES'
      ? l10n.t('You may not listen on port {0}. Give "local": {{ "port": … }} another number, or none.', port)
      : l10n.t('Port {0} is taken. Stop what listens there, or choose another port.', port);
  return new Problem('port-taken', message, error);
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The front has no port.');
  return address;
}

async function close(server: Server, patience: number): Promise<void> {
  const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
  server.closeIdleConnections();
  const enough = setTimeout(() => server.closeAllConnections(), patience);
  await closed;
  clearTimeout(enough);
}
