import { readDeployed } from '../../app/hosting/readDeployed';
import { nothingKnown } from '../../core/images/remoteKnowledge';
import { isAbort, Problem } from '../../core/problem';
import { logError } from '../register';
import type { Services } from '../services';

/** Where images run, for those who see repositories anyway. Who may not see endpoints has no such words, and no message. */
export async function learnDeployed(
  services: Services,
  regions: ReadonlyArray<string | undefined>,
  signal: AbortSignal,
): Promise<void> {
  const { remote } = services;
  const { hostings } = await services.world();
  const deployed = new Map<string, readonly string[]>();
  for (const region of regions) {
    try {
      const hosting = await hostings.open({ profile: undefined, region });
      try {
        for (const [digest, places] of await readDeployed(hosting, signal))
          deployed.set(digest, [...(deployed.get(digest) ?? []), ...places]);
      } finally {
        hosting.close();
      }
    } catch (error) {
      if (isAbort(error)) return;
      if (!(error instanceof Problem)) throw error;
      logError(services, 'deployed', error);
    }
  }
  remote.ready({ ...(remote.value ?? nothingKnown), deployed });
}
