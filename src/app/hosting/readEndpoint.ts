import type { Ecr } from '../../core/ecr/ports';
import type { HostedEndpoint } from '../../core/hosting/endpoint';
import type { EndpointDetails } from '../../core/hosting/endpointDetails';
import type { EndpointsState } from '../../core/hosting/endpointRows';
import type { Hosting } from '../../core/hosting/ports';
import { parseEcrUri } from '../../core/prebuilt/ecrUri';
import { isAbort } from '../../core/problem';

export async function readEndpoints(hosting: Hosting, signal: AbortSignal): Promise<EndpointsState> {
  const endpoints: Array<EndpointsState['endpoints'][number]> = [];
  for await (const endpoint of hosting.listEndpoints(signal)) endpoints.push(endpoint);
  return { region: hosting.region, endpoints };
}

/** Nothing when it was deleted. What the user may not ask beside it is left out: the endpoint itself is the answer. */
export async function readEndpoint(
  {
    hosting,
    ecr,
    report,
  }: { readonly hosting: Hosting; readonly ecr: Ecr; readonly report: (error: unknown) => void },
  name: string,
  signal: AbortSignal,
): Promise<EndpointDetails | undefined> {
  const endpoint = await hosting.findEndpoint(name, signal);
  if (!endpoint) return undefined;
  const unless = async <T>(work: Promise<T>): Promise<T | undefined> =>
    work.catch((error: unknown) => {
      if (isAbort(error)) throw error;
      report(error);
      return undefined;
    });
  const [config, scaling, missing] = await Promise.all([
    hosting.findConfig(endpoint.config, signal),
    unless(hosting.listScaling(endpoint, signal)),
    unless(findMissing(ecr, endpoint, signal)),
  ]);
  return { endpoint, config, scaling, missingImages: missing ?? [] };
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
