import { readEndpoint, readEndpoints, type EndpointSources } from '../../app/hosting/readEndpoint';
import type { Region } from '../../core/aws/regionRows';
import { coalesce } from '../../core/coalesce';
import type { DetailsState, EndpointsState } from '../../core/hosting/endpointRows';
import { isAbort, Problem } from '../../core/problem';
import { Scope } from '../../core/scope';
import { Store } from '../../core/store';
import { logError } from '../register';
import type { Services } from '../services';

/** The clients of one account and region. */
export type HostingPlace = Omit<EndpointSources, 'report'>;

/** The clients of a region, for as long as the work takes. */
export async function withHosting<T>(
  { world }: Services,
  region: string | undefined,
  work: (place: HostingPlace) => Promise<T>,
): Promise<T> {
  const { hostings, registries, cloudWatches } = await world();
  const place = { profile: undefined, region };
  const scope = new Scope();
  const own = <C extends { close(): void }>(client: C): C => {
    scope.own({ dispose: () => client.close() });
    return client;
  };
  try {
    return await work({
      hosting: own(await hostings.open(place)),
      ecr: own(await registries.open(place)),
      cloudWatch: own(await cloudWatches.open(place)),
    });
  } finally {
    scope.dispose();
  }
}

/** One region of the Endpoints view: what is known of it, and how it is asked. */
export class HostingRegion {
  readonly store = new Store<EndpointsState>();
  /** Nothing for the one that the AWS command line would take. */
  readonly wanted: string | undefined;
  /** Reads now, or once more when it is just being read. */
  readonly read = coalesce(async () => this.#read());
  readonly #services: Services;
  readonly #signal: () => AbortSignal;
  /** Thrown away as a whole: late answers of before go nowhere. */
  #details = new Map<string, DetailsState>();
  #isStale = true;

  constructor(services: Services, wanted: string | undefined, signal: () => AbortSignal) {
    this.#services = services;
    this.wanted = wanted;
    this.#signal = signal;
  }

  get isStale(): boolean {
    return this.#isStale;
  }

  get region(): string | undefined {
    return this.store.value?.region ?? this.wanted;
  }

  get known(): Region<EndpointsState> {
    return { region: this.region, state: this.store.state };
  }

  forget(): void {
    this.#details = new Map();
    this.#isStale = true;
  }

  async withHosting<T>(work: (place: HostingPlace) => Promise<T>): Promise<T> {
    return withHosting(this.#services, this.wanted, work);
  }

  /** What was read of an endpoint before. */
  details(name: string): DetailsState | undefined {
    return this.#details.get(name);
  }

  /** Nothing when nobody looks any more. */
  async readDetails(name: string): Promise<DetailsState | undefined> {
    const found = this.#details.get(name);
    if (found) return found;
    const known = this.#details;
    const report = (error: unknown): void => logError(this.#services, 'endpoints', error);
    const signal = this.#signal();
    try {
      const details = await this.withHosting(async (place) =>
        readEndpoint({ ...place, report }, name, signal),
      );
      const state: DetailsState = details ? { kind: 'ready', details } : { kind: 'gone' };
      known.set(name, state);
      return state;
    } catch (error) {
      if (isAbort(error)) return undefined;
      if (!(error instanceof Problem)) throw error;
      report(error);
      // Not kept: a click on the row that tells asks again.
      return { kind: 'failed', problem: error };
    }
  }

  /** Something was done to it: its state is read again, and the rest when somebody sees it. */
  async renew(name: string): Promise<void> {
    const signal = this.#signal();
    const endpoint = await this.withHosting(async ({ hosting }) => hosting.findEndpoint(name, signal));
    this.#details.delete(name);
    const known = this.store.value;
    if (!known) return;
    const others = known.endpoints.filter((each) => each.name !== name);
    this.store.ready({ ...known, endpoints: endpoint ? [...others, endpoint] : others });
  }

  async #read(): Promise<void> {
    const signal = this.#signal();
    this.#isStale = false;
    this.store.loading();
    try {
      this.store.ready(await this.withHosting(async ({ hosting }) => readEndpoints(hosting, signal)));
    } catch (error) {
      this.#isStale = true;
      if (isAbort(error)) return;
      if (!(error instanceof Problem)) throw error;
      logError(this.#services, 'endpoints', error);
      this.store.failed(error);
    }
  }
}
