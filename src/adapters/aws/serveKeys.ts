import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import * as l10n from '@vscode/l10n';
import type { Lending, LentCredentials } from '../../core/aws/ports';
import { lendingVariable } from '../../core/aws/ports';
import { Problem } from '../../core/problem';
import { field } from '../field';
import type { Keys } from './keyRing';
import { answerMetadata } from './metadataServer';

/** Where we listen, and under which name the containers find it. */
interface Place {
  readonly listen: string;
  readonly call: string;
  /** Every caller has an address of its own there. */
  readonly seesCallers: boolean;
}

/** The engine of Docker Desktop lives in a machine of its own: that name leads to us, but from whom is not seen. */
const throughDesktop: Place = { listen: '127.0.0.1', call: 'host.docker.internal', seesCallers: false };
const ourOwn: Place = { ...throughDesktop, call: '127.0.0.1' };

/** Listens where only the containers of the run are answered, until it is closed. */
export async function serveKeys(lending: Lending, keys: () => Promise<Keys>): Promise<LentCredentials> {
  const before = lending.earlier === undefined ? undefined : new URL(lending.earlier).hostname;
  for (const place of placesOf(lending)) {
    if (before !== undefined && before !== place.call) continue;
    const server = await open(place, lending, keys);
    if (server) return server;
  }
  throw new Problem('aws-failed', l10n.t('No address is free to serve AWS credentials to the container.'));
}

function placesOf({ network }: Lending): readonly Place[] {
  if (network.kind === 'host') return [ourOwn];
  const { gateway } = network;
  if (gateway === undefined) return [throughDesktop];
  return [{ listen: gateway, call: gateway, seesCallers: true }, throughDesktop];
}

async function open(
  { listen, call, seesCallers }: Place,
  { region, earlier, isBorrower }: Lending,
  keys: () => Promise<Keys>,
): Promise<LentCredentials | undefined> {
  const before = earlier === undefined ? undefined : new URL(earlier);
  // Where callers look alike, who knows the address is the container, or may look into it anyway.
  const fresh = seesCallers ? '' : `/${randomBytes(24).toString('base64url')}`;
  const secret = before?.pathname.replace(/\/$/, '') ?? fresh;
  const mayAsk = seesCallers ? isBorrower : async (): Promise<boolean> => secret !== '';
  const server = createServer(answerMetadata({ region, secret, mayAsk, keys }));
  const port = await listenAt(server, listen, Number(before?.port ?? 0));
  if (port === undefined) return undefined;
  return {
    environment: {
      [lendingVariable]: `http://${call}:${port}${secret}/`,
      AWS_EC2_METADATA_DISABLED: 'false',
      AWS_DEFAULT_REGION: region,
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Nothing when the address is not of this machine, or taken. */
async function listenAt(server: Server, host: string, port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const code = field(error, 'code');
      if (code === 'EADDRNOTAVAIL' || code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' ? address?.port : undefined);
    });
  });
}
