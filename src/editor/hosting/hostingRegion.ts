import { readEndpoint, readEndpoints, type EndpointSources } from '../../app/hosting/readEndpoint';
import { readEndpointPages, withPage } from '../../app/hosting/readEndpointPages';
import type { Region } from '../../core/aws/regionRows';
import { coalesce } from '../../core/coalesce';
import type { DetailsState, EndpointsState } from '../../core/hosting/endpointRows';
import type { EndpointSummary } from '../../core/hosting/endpoint';
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
  /** So many are shown, also when they are read again. */
  #pages = 1;
  /** Endpoints that were asked for by name, and stay. */
  readonly #named = new Set<string>();
  #more: Promise<void> | undefined;
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
    if (endpoint) this.#named.add(name);
    else this.#named.delete(name);
    const known = this.store.value;
    if (!known) return;
    const others = known.endpoints.filter((each) => each.name !== name);
    this.store.ready({ ...known, endpoints: endpoint ? [...others, endpoint] : others });
  }

  /** One page more; a second click while it comes asks for nothing. */
  async showMore(signal: AbortSignal): Promise<void> {
    await (this.#more ??= this.#readMore(signal).finally(() => (this.#more = undefined)));
  }

  /** An endpoint as the list tells of it, also when it is on a page that nobody has seen. */
  async find(name: string, signal: AbortSignal): Promise<EndpointSummary | undefined> {
    const shown = this.store.value?.endpoints.find((each) => each.name === name);
    return shown ?? this.withHosting(async ({ hosting }) => hosting.findEndpoint(name, signal));
  }

  /** All there are, whatever is shown. */
  async all(signal: AbortSignal): Promise<EndpointsState | undefined> {
    if (!this.store.value) await this.read();
    if (this.store.state.kind === 'failed') throw this.store.state.problem;
    const known = this.store.value;
    if (known?.next === undefined) return known;
    return this.withHosting(async ({ hosting }) => readEndpoints(hosting, signal));
  }

  async #readMore(signal: AbortSignal): Promise<void> {
    const page = this.store.value?.next;
    if (page === undefined) return;
    // What is just being read would be drawn over the page.
    const more =
      this.store.state.kind === 'ready'
        ? await this.withHosting(async ({ hosting }) => hosting.listEndpointPage(page, signal))
        : undefined;
    this.#pages += 1;
    const { state } = this.store;
    if (more && state.kind === 'ready' && state.value.next === page)
      this.store.ready(withPage(state.value, more));
    else await this.read();
  }

  async #read(): Promise<void> {
    const signal = this.#signal();
    this.#isStale = false;
    this.store.loading();
    try {
      const shown = { pages: this.#pages, named: [...this.#named] };
      this.store.ready(
        await this.withHosting(async ({ hosting }) => readEndpointPages(hosting, shown, signal)),
      );
    } catch (error) {
      this.#isStale = true;
      if (isAbort(error)) return;
      if (!(error instanceof Problem)) throw error;
      logError(this.#services, 'endpoints', error);
      this.store.failed(error);
    }
  }
}
