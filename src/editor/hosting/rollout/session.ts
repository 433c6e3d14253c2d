import * as l10n from '@vscode/l10n';
import { readPresent, type FoundPresent } from '../../../app/hosting/rollout/readPresent';
import type { HostedEndpoint } from '../../../core/hosting/endpoint';
import { isProduction } from '../../../core/hosting/production';
import { Problem } from '../../../core/problem';
import type { LateRepositories } from '../../ecr/lateRepositories';
import { logError } from '../../register';
import type { Services } from '../../services';
import { withHosting } from '../hostingRegion';
import type { EndpointsTree } from '../endpointsTree';
import type { RolloutPlace } from './place';
import type { RolloutHistory } from './rolloutHistory';

/** What is needed to watch an endpoint. */
export interface Watch {
  readonly services: Services;
  readonly tree: EndpointsTree;
}

/** What every step of an update is given. */
export interface Session extends Watch {
  readonly repositories: LateRepositories;
  readonly history: RolloutHistory;
}

/** An endpoint as an update finds it. */
export interface Found {
  readonly endpoint: HostedEndpoint;
  readonly region: string;
  readonly account: string;
  readonly isProduction: boolean;
  /** Nothing when its configuration was deleted. */
  readonly present: FoundPresent | undefined;
}

export async function findForUpdate({ services }: Session, { name, region }: RolloutPlace): Promise<Found> {
  return services.activity.run(l10n.t('Asking SageMaker for {0}', name), async (signal) =>
    withHosting(services, region, async ({ hosting }) => {
      const endpoint = await hosting.findEndpoint(name, signal);
      if (!endpoint) throw new Problem('data-missing', l10n.t('There is no endpoint {0} any more.', name));
      const tags = await hosting.readTags(endpoint.arn, signal).catch((error: unknown) => {
        logError(services, 'rollout', error);
        return {};
      });
      return {
        endpoint,
        region: hosting.region,
        account: endpoint.arn.split(':')[4] ?? '',
        isProduction: isProduction(name, tags),
        present: await readPresent(hosting, endpoint.config, signal),
      };
    }),
  );
}

/** Instances of each variant, as they were last asked for. */
export const countsOf = ({ variants, shadows }: HostedEndpoint): readonly number[] =>
  [...variants, ...shadows].flatMap(({ instances }) => instances?.desired ?? instances?.current ?? []);
