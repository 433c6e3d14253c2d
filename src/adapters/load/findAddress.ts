import { lookup } from 'node:dns/promises';
import { connect } from 'node:net';
import * as l10n from '@vscode/l10n';
import { isLoopbackNumber, type Loopback } from '../../core/load/plan/loopback';
import { Problem } from '../../core/problem';

/** Milliseconds. */
const patience = 1000;

/** A number of this machine. Whatever a name leads to is looked at once, and only that is connected to. */
export async function findAddress({ host, port }: Loopback, look = allAddresses): Promise<string> {
  if (isLoopbackNumber(host)) return host;
  const found = await look(host);
  const [first] = found;
  if (first === undefined || !found.every(isLoopbackNumber))
    throw new Problem(
      'bad-usage',
      l10n.t('{0} does not lead to this machine alone: load is sent nowhere else.', host),
    );
  for (const address of found) if (await answers(address, port)) return address;
  return first;
}

const allAddresses = async (host: string): Promise<readonly string[]> =>
  (await lookup(host, { all: true })).map(({ address }) => address);

/** `localhost` may have two numbers, of which a server hears one. */
async function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: patience });
    const end = (heard: boolean) => (): void => {
      socket.destroy();
      resolve(heard);
    };
    socket.on('connect', end(true)).on('error', end(false)).on('timeout', end(false));
  });
}
