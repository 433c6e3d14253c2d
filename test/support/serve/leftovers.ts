import { endpointFolderLabel } from '../../../src/core/serve/labels';
import type { ServingBench } from './servingBench';

/** Containers of this test that are still there. */
export async function leftovers({ world, runsFolder }: ServingBench): Promise<readonly string[]> {
  const all = await world.containers.withLabel(endpointFolderLabel, new AbortController().signal);
  return all.filter(({ labels }) => labels[endpointFolderLabel]?.startsWith(runsFolder)).map(({ id }) => id);
}
