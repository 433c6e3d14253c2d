import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as l10n from '@vscode/l10n';
import { listEndpoints } from '../../app/serve/resumeServing';
import type { World } from '../../core/ports';
import { Problem } from '../../core/problem';
import { contentTypeOf } from '../../core/serve/contract/bodies';
import { limits } from '../../core/serve/limits';
import { targetVariantHeader } from '../../core/serve/routing';
import { isOver } from '../../core/serve/servedEndpoint';
import type { Terminal } from '../commandLine';

interface Asked {
  readonly target: string;
  readonly data: string;
  readonly contentType: string | undefined;
  readonly accept: string | undefined;
  readonly variant: string | undefined;
  readonly runs: string | undefined;
}

export async function runInvoke(world: World, asked: Asked, terminal: Terminal): Promise<number> {
  const body = await payloadOf(asked.data, terminal);
  const url = `${await addressOf(world, asked)}/invocations`;
  const headers = {
    'content-type': asked.contentType ?? contentTypeOf(asked.data),
    ...(asked.accept === undefined ? {} : { accept: asked.accept }),
    ...(asked.variant === undefined ? {} : { [targetVariantHeader]: asked.variant }),
  };
  // The front gives up first, and says why.
  const timeout = limits.answer + 10_000;
  const answer = await world.http.call({ method: 'POST', url, headers, body, timeout }, terminal.signal);
  if (answer.kind === 'failed')
    throw new Problem(
      'serving-failed',
      l10n.t('Nothing answers at {0}. Does the endpoint still serve?', url),
    );
  const variant = answer.headers['x-amzn-invoked-production-variant'] ?? '';
  const type = answer.headers['x-amzn-errortype'] ?? '';
  terminal.error(
    [answer.status, type, variant, `${answer.milliseconds.toFixed(1)} ms`].filter(Boolean).join('  '),
  );
  terminal.write(answer.body);
  return answer.status === 200 ? 0 : 1;
}

async function payloadOf(data: string, terminal: Terminal): Promise<Uint8Array> {
  if (data === '-') return new TextEncoder().encode(await terminal.input());
  try {
    return await readFile(data);
  } catch (error) {
    throw new Problem('file-unreadable', l10n.t('{0} cannot be read.', data), error);
  }
}

async function addressOf(world: World, { target, runs }: Asked): Promise<string> {
  if (/^https?:\/\//.test(target)) return localAddress(target);
  const runsFolder = runs === undefined ? world.disk.runsFolder : absolute(runs);
  const living = (await listEndpoints(world, runsFolder)).filter((endpoint) => !isOver(endpoint));
  const found =
    living.find(({ file }) => file === absolute(target)) ?? living.find(({ name }) => name === target);
  if (found?.url !== undefined) return `${found.url}/endpoints/${encodeURIComponent(found.name)}`;
  throw new Problem(
    'serving-failed',
    l10n.t('There is no local endpoint {0} that serves now. Start it: longshore serve FILE', target),
  );
}

function localAddress(target: string): string {
  const { hostname, pathname } = new URL(target);
  if (hostname !== '127.0.0.1' && hostname !== 'localhost')
    throw new Problem('bad-usage', l10n.t('{0} is not on this machine.', target));
  if (!/^\/endpoints\/[^/]+\/?$/.test(pathname))
    throw new Problem('bad-usage', l10n.t('Write the address as http://127.0.0.1:PORT/endpoints/NAME.'));
  return target.replace(/\/$/, '');
}

const absolute = (path: string): string => resolve(path).replaceAll('\\', '/');
