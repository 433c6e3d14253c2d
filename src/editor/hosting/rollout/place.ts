import type { AwsPlace, Ecr } from '../../../core/ecr/ports';
import type { CloudWatch } from '../../../core/hosting/cloudWatchPorts';
import type { Hosting } from '../../../core/hosting/ports';
import { Scope } from '../../../core/scope';
import type { Services } from '../../services';

/** An endpoint of a region; of the first one that is looked at, when none is named. */
export interface RolloutPlace {
  readonly region: string | undefined;
  readonly name: string;
}

/** `eu-west-1/iris`, or the name alone. */
export function rolloutPlace(subject: string): RolloutPlace {
  const parts = subject.split('/');
  const [first = '', second] = parts;
  return second === undefined ? { region: undefined, name: first } : { region: first, name: second };
}

interface Clients {
  readonly hosting: Hosting;
  readonly ecr: Ecr;
  readonly cloudWatch: CloudWatch;
}

/** The clients of a region, for as long as the work takes. */
export async function inRegion<T>(
  services: Services,
  region: string | undefined,
  work: (clients: Clients) => Promise<T>,
): Promise<T> {
  const { hostings, registries, cloudWatches } = await services.world();
  const place: AwsPlace = { profile: undefined, region };
  const scope = new Scope();
  try {
    const hosting = await hostings.open(place);
    scope.own({ dispose: () => hosting.close() });
    const ecr = await registries.open(place);
    scope.own({ dispose: () => ecr.close() });
    const cloudWatch = await cloudWatches.open(place);
    scope.own({ dispose: () => cloudWatch.close() });
    return await work({ hosting, ecr, cloudWatch });
  } finally {
    scope.dispose();
  }
}
