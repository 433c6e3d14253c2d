import { resolve } from 'node:path';
import * as l10n from '@vscode/l10n';
import { withEndpoint } from '../../app/load/withEndpoint';
import { samplePath } from '../../app/serve/contract/findSample';
import type { World } from '../../core/ports';
import { Problem } from '../../core/problem';
import type { LocalPlan } from '../../core/run/local/localPlan';
import type { Terminal } from '../commandLine';

/** What is loaded, and what is known of it. */
export interface LoadPlace {
  readonly name: string;
  readonly url: string;
  readonly containers: readonly string[];
  readonly gpus: LocalPlan['gpus'];
  /** What the endpoint file says that it answers, or what lies beside it. */
  readonly sample: readonly string[];
}

export const absolute = (path: string): string => resolve(path).replaceAll('\\', '/');

/** An address as it is; an endpoint file once it serves, if need be for this alone. */
export async function withPlace<T>(
  world: World,
  place: string,
  { signal, error }: Terminal,
  work: (place: LoadPlace) => Promise<T>,
): Promise<T> {
  if (!place.endsWith('.endpoint.json'))
    return work({ name: place, url: place, containers: [], gpus: 'none', sample: [] });
  const file = absolute(place);
  const input = { file, runsFolder: world.disk.runsFolder, follower: process.pid };
  return withEndpoint(world, input, { signal, say: error }, async (endpoint) => {
    const { gpus } = endpoint.file.local;
    const sample = await samplePath(world.files, { endpoint: endpoint.file, file }, signal);
    return work({ ...endpoint, gpus, sample: sample === undefined ? [] : [sample] });
  });
}

/** Nothing is made up: an endpoint would answer that with errors. */
export function requirePayloads(payloads: readonly string[]): readonly string[] {
  if (payloads.length > 0) return payloads;
  throw new Problem('bad-usage', l10n.t('Say what is sent: --payload FILE.'));
}
