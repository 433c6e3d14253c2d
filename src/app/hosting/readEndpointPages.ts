// The list of endpoints as it is shown: page by page.
import { atOnce } from '../../core/atOnce';
import type { EndpointPage } from '../../core/hosting/endpoint';
import type { EndpointsState } from '../../core/hosting/endpointRows';
import type { Hosting } from '../../core/hosting/ports';

/** AWS has a limit for the questions of an account. */
const questions = 4;

type Lists = Pick<Hosting, 'region' | 'listEndpointPage' | 'findEndpoint'>;

/** The first so many pages, and those that are known by name, on whatever page they are. */
export async function readEndpointPages(
  hosting: Lists,
  { pages, named }: { readonly pages: number; readonly named: readonly string[] },
  signal: AbortSignal,
): Promise<EndpointsState> {
  let known: EndpointsState = { region: hosting.region, endpoints: [], next: undefined };
  for (let read = 0; read < pages; read += 1) {
    const page = await hosting.listEndpointPage(known.next, signal);
    if (page) known = withPage(known, page);
    if (!page || page.next === undefined) break;
  }
  if (known.next === undefined) return known;
  const listed = new Set(known.endpoints.map(({ name }) => name));
  const missing = named.filter((name) => !listed.has(name));
  const found = await atOnce(missing, questions, async (name) => hosting.findEndpoint(name, signal));
  return { ...known, endpoints: [...known.endpoints, ...found.flatMap((each) => each ?? [])] };
}

/** Endpoints come and go between two pages, and one may have been known by its name: none stands twice. */
export function withPage(known: EndpointsState, { endpoints, next }: EndpointPage): EndpointsState {
  const fresh = new Set(endpoints.map(({ name }) => name));
  return {
    ...known,
    endpoints: [...known.endpoints.filter(({ name }) => !fresh.has(name)), ...endpoints],
    next,
  };
}
