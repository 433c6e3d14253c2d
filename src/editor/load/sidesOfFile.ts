import * as l10n from '@vscode/l10n';
import { findRunning, withEndpoint } from '../../app/load/withEndpoint';
import { readTestInput } from '../../app/serve/contract/readTestInput';
import { nameOf } from '../../core/paths';
import type { Services } from '../services';
import type { TwoSides } from './compareTwo';

/** The endpoint of a file: the one that serves, or one that is started for this and stopped after. */
export async function sidesOfFile(services: Services, file: string, runsFolder: string): Promise<TwoSides> {
  const world = await services.world();
  const { signal } = new AbortController();
  const { variants } = await readTestInput(world.files, file, signal);
  const input = { file, runsFolder, follower: process.pid };
  const running = await findRunning(world, input, signal);
  return {
    place:
      running?.url ??
      l10n.t('{0} does not serve now: it is started for this, and stopped after.', nameOf(file)),
    variants: variants.map(({ name }) => name),
    withUrl: async (work, follow) => withEndpoint(world, input, follow, async ({ url }) => work(url)),
  };
}
