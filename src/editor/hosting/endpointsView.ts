import * as vscode from 'vscode';
import { readEndpoint, readEndpoints } from '../../app/hosting/readEndpoint';
import { coalesce } from '../../core/coalesce';
import type { HostedVariant } from '../../core/hosting/endpoint';
import { isMoving } from '../../core/hosting/endpoint';
import type { EndpointDetails } from '../../core/hosting/endpointDetails';
import type { DetailsState, EndpointsState } from '../../core/hosting/endpointRows';
import {
  endpointChildren,
  endpointRows,
  unseenInWords,
  variantChildren,
} from '../../core/hosting/endpointRows';
import type { CloudWatch } from '../../core/hosting/cloudWatchPorts';
import type { Hosting } from '../../core/hosting/ports';
import type { Ecr } from '../../core/ecr/ports';
import { isAbort, Problem } from '../../core/problem';
import type { Row } from '../../core/row';
import { Scope, type Closeable } from '../../core/scope';
import type { Loadable } from '../../core/store';
import { Store } from '../../core/store';
import { endpointsCondition } from '../../manifest/viewIds';
import { awsCondition } from '../awsCondition';
import { guard, logError } from '../register';
import type { RowTree } from '../rowTree';
import type { Services } from '../services';
import { awsPlace, onSetting } from '../settings';

/** What moves is asked again so often, in milliseconds, while somebody looks. */
const pollEvery = 5000;

/** The clients of one account and region. */
export interface HostingPlace {
  readonly hosting: Hosting;
  readonly ecr: Ecr;
  readonly cloudWatch: CloudWatch;
}

/** The Endpoints view: asks SageMaker when it is looked at, and for variants when their endpoint is opened. */
export class EndpointsView implements Closeable {
  readonly store = new Store<EndpointsState>();
  readonly #services: Services;
  readonly #tree: RowTree;
  readonly #scope = new Scope();
  #details = new Map<string, DetailsState>();
  /** Opened while nobody looked any more. */
  readonly #unread = new Set<string>();
  #isStale = true;
  #timer: NodeJS.Timeout | undefined;
  readonly #load = coalesce(async () => this.#read());
  #seen: AbortController | undefined;

  constructor(services: Services, tree: RowTree) {
    this.#services = services;
    this.#tree = tree;
    this.#scope.own(this.store.onChange((state) => this.#draw(state)));
    this.#scope.own(onSetting(awsPlace, () => void this.refresh()));
  }

  look(visible: boolean): void {
    if (visible) this.#start();
    else this.#stop();
  }

  async refresh(): Promise<void> {
    this.#details = new Map();
    this.#isStale = true;
    if (this.#seen) await this.#load();
  }

  /** The account and region of the settings, for as long as the work takes. */
  async withHosting<T>(work: (place: HostingPlace) => Promise<T>): Promise<T> {
    const { hostings, registries, cloudWatches } = await this.#services.world();
    const nowhere = { profile: undefined, region: undefined };
    const scope = new Scope();
    try {
      const hosting = await hostings.open(nowhere);
      scope.own({ dispose: () => hosting.close() });
      const ecr = await registries.open(nowhere);
      scope.own({ dispose: () => ecr.close() });
      const cloudWatch = await cloudWatches.open(nowhere);
      scope.own({ dispose: () => cloudWatch.close() });
      return await work({ hosting, ecr, cloudWatch });
    } finally {
      scope.dispose();
    }
  }

  async children({ subject }: Row): Promise<readonly Row[]> {
    const [name = '', variantName] = subject.split('/');
    const state = this.#details.get(name) ?? (await this.#readDetails(name));
    if (variantName === undefined) return state ? endpointChildren(name, state) : [];
    const details = state?.kind === 'ready' ? state.details : undefined;
    const variant = details && variantIn(details, variantName);
    return details && variant ? variantChildren(details, variant) : [];
  }

  /** Of an endpoint that was opened: what the user may not see of it. */
  describe({ kind, subject }: Row): string | undefined {
    const state = this.#details.get(subject);
    return kind.startsWith('endpoint.') && state?.kind === 'ready' ? unseenInWords(state.details) : undefined;
  }

  /** Something was done to it: it is read again, and followed while it moves. */
  async renew(name: string): Promise<void> {
    const endpoint = await this.withHosting(async ({ hosting }) =>
      hosting.findEndpoint(name, this.#seen?.signal ?? new AbortController().signal),
    );
    this.#details.delete(name);
    const known = this.store.value;
    if (known) {
      const others = known.endpoints.filter((each) => each.name !== name);
      this.store.ready({ ...known, endpoints: endpoint ? [...others, endpoint] : others });
    }
    this.#tree.reload([`endpoint:${name}`]);
  }

  dispose(): void {
    this.#stop();
    this.#scope.dispose();
  }

  #start(): void {
    if (this.#seen) return;
    const seen = (this.#seen = new AbortController());
    const look = async (): Promise<void> => {
      const { registries } = await this.#services.world();
      if (seen.signal.aborted) return;
      const files = registries.watch(
        () => void guard(this.#services, async () => this.refresh(), 'endpoints'),
      );
      seen.signal.addEventListener('abort', () => files.dispose(), { once: true });
      this.#tree.reload([...this.#unread].map((name) => `endpoint:${name}`));
      this.#unread.clear();
      if (this.#isStale) await this.#load();
      else this.#follow();
    };
    void guard(this.#services, look, 'endpoints');
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#seen?.abort();
    this.#seen = undefined;
  }

  async #read(): Promise<void> {
    const signal = this.#seen?.signal ?? new AbortController().signal;
    this.#isStale = false;
    this.store.loading();
    try {
      this.store.ready(await this.withHosting(async ({ hosting }) => readEndpoints(hosting, signal)));
      this.#tree.reload(this.#tree.roots.map(({ id }) => id));
    } catch (error) {
      this.#isStale = true;
      if (isAbort(error)) return;
      if (!(error instanceof Problem)) throw error;
      this.store.failed(error);
    }
  }

  async #readDetails(name: string): Promise<DetailsState | undefined> {
    const signal = this.#seen?.signal ?? new AbortController().signal;
    const known = this.#details;
    try {
      const report = (error: unknown): void => logError(this.#services, 'endpoints', error);
      const details = await this.withHosting(async (place) =>
        readEndpoint({ ...place, report }, name, signal),
      );
      const state: DetailsState = details ? { kind: 'ready', details } : { kind: 'gone' };
      known.set(name, state);
      return state;
    } catch (error) {
      if (!isAbort(error) && !(error instanceof Problem)) throw error;
      if (!(error instanceof Problem)) {
        this.#unread.add(name);
        return undefined;
      }
      logError(this.#services, 'endpoints', error);
      return { kind: 'failed', problem: error };
    }
  }

  /** Only what moves, and only while somebody looks. */
  #follow(): void {
    clearTimeout(this.#timer);
    const moving = this.store.value?.endpoints.filter(({ status }) => isMoving(status)) ?? [];
    if (moving.length === 0 || !this.#seen) return;
    const poll = async (): Promise<void> => {
      for (const { name } of moving) if (this.#seen) await this.renew(name);
    };
    this.#timer = setTimeout(() => void guard(this.#services, poll, 'endpoints'), pollEvery);
  }

  #draw(state: Loadable<EndpointsState>): void {
    void vscode.commands.executeCommand(
      'setContext',
      endpointsCondition,
      awsCondition(state, ({ endpoints }) => endpoints.length),
    );
    if (state.kind === 'failed') logError(this.#services, 'endpoints', state.problem);
    const known = this.store.value;
    this.#tree.view.description = known?.region ?? '';
    this.#tree.show(() => (known ? endpointRows(known, Date.now()) : []));
    this.#follow();
  }
}

const variantIn = ({ endpoint }: EndpointDetails, name: string): HostedVariant | undefined =>
  [...endpoint.variants, ...endpoint.shadows].find((variant) => variant.name === name);
