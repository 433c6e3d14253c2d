import { atOnce } from '../../core/atOnce';
import type { HostedEndpoint } from '../../core/hosting/endpoint';
import type { Hosting } from '../../core/hosting/ports';

/** AWS has a limit for the questions of an account, and others ask as well. */
const questions = 4;
/** The newest; each costs a question. */
const most = 200;

/** Which `endpoint/variant` runs an image, by its digest. */
export async function readDeployed(
  hosting: Pick<Hosting, 'listEndpoints' | 'findEndpoint'>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const names: string[] = [];
  for await (const { name } of hosting.listEndpoints(signal)) {
    names.push(name);
    if (names.length === most) break;
  }
  const described = await atOnce(names, questions, async (name) => hosting.findEndpoint(name, signal));
  const places = new Map<string, readonly string[]>();
  for (const endpoint of described)
    for (const { digest, place } of endpoint ? placesOf(endpoint) : [])
      places.set(digest, [...new Set([...(places.get(digest) ?? []), place])]);
  return places;
}

const placesOf = ({ name, variants, shadows }: HostedEndpoint) =>
  [...variants, ...shadows].flatMap((variant) =>
    variant.images.flatMap(({ resolved = '' }) => {
      const [, digest] = resolved.split('@');
      return digest === undefined ? [] : [{ digest, place: `${name}/${variant.name}` }];
    }),
  );
