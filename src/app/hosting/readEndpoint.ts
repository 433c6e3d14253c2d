import * as l10n from '@vscode/l10n';
import type { Ecr } from '../../core/ecr/ports';
import { watches, type Alarm } from '../../core/hosting/alarm';
import type { CloudWatch } from '../../core/hosting/cloudWatchPorts';
import type { EndpointSummary, HostedEndpoint } from '../../core/hosting/endpoint';
import type { EndpointDetails } from '../../core/hosting/endpointDetails';
import type { EndpointsState } from '../../core/hosting/endpointRows';
import type { Hosting } from '../../core/hosting/ports';
import { parseEcrUri } from '../../core/prebuilt/ecrUri';
import { isAbort, Problem } from '../../core/problem';

export async function readEndpoints(hosting: Hosting, signal: AbortSignal): Promise<EndpointsState> {
  const endpoints: EndpointSummary[] = [];
  for await (const endpoint of hosting.listEndpoints(signal)) endpoints.push(endpoint);
  return { region: hosting.region, endpoints, next: undefined };
}

/** What an endpoint is read from. */
export interface EndpointSources {
  readonly hosting: Hosting;
  readonly ecr: Ecr;
  readonly cloudWatch: CloudWatch;
  readonly report: (error: unknown) => void;
}

/** Nothing when it was deleted. What the user may not ask beside it is left out: the endpoint itself is the answer. */
export async function readEndpoint(
  { hosting, ecr, cloudWatch, report }: EndpointSources,
  name: string,
  signal: AbortSignal,
): Promise<EndpointDetails | undefined> {
  const endpoint = await hosting.findEndpoint(name, signal);
  if (!endpoint) return undefined;
  const unseen: string[] = [];
  const unless = async <T>(what: string, work: Promise<T>): Promise<T | undefined> =>
    work.catch((error: unknown) => {
      if (isAbort(error)) throw error;
      report(error);
      if (error instanceof Problem) unseen.push(l10n.t('{0}: {1}', what, error.message));
      return undefined;
    });
  const [config, scaling, missing, alarms] = await Promise.all([
    hosting.findConfig(endpoint.config, signal),
    unless(l10n.t('Scaling is not shown'), hosting.listScaling(endpoint, signal)),
    unless(l10n.t('Whether its images are still there is not known'), findMissing(ecr, endpoint, signal)),
    unless(l10n.t('Alarms are not shown'), findRinging(cloudWatch, name, signal)),
  ]);
  return { endpoint, config, scaling, missingImages: missing ?? [], alarms, unseen: unseen.toSorted() };
}

/** CloudWatch looks alarms up by state and by name, and not by what they watch. */
async function findRinging(
  cloudWatch: CloudWatch,
  endpoint: string,
  signal: AbortSignal,
): Promise<readonly Alarm[]> {
  const found: Alarm[] = [];
  for await (const alarm of cloudWatch.listAlarms({ state: 'ALARM' }, signal))
    if (watches(alarm, endpoint)) found.push(alarm);
  return found;
}

/** Images of the user's own account and region which run and are in ECR no more. */
async function findMissing(
  ecr: Ecr,
  endpoint: HostedEndpoint,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const account = endpoint.arn.split(':')[4];
  const images = [...endpoint.variants, ...endpoint.shadows].flatMap((variant) => variant.images);
  const running = new Set(images.flatMap(({ resolved }) => resolved ?? []));
  const found = await Promise.all(
    [...running].map(async (image) => {
      const uri = parseEcrUri(image);
      if (uri?.digest === undefined || uri.account !== account || uri.region.text !== ecr.region) return [];
      return (await ecr.findImage(uri.repository.text, uri.digest, signal)) ? [] : [image];
    }),
  );
  return found.flat();
}
