import * as vscode from 'vscode';
import { isMoving } from '../../core/hosting/endpoint';
import type { EndpointSummary, HostedVariant } from '../../core/hosting/endpoint';
import type { EndpointDetails } from '../../core/hosting/endpointDetails';
import type { EndpointPlace } from '../../core/hosting/endpointPlace';
import { placeOf, subjectOf } from '../../core/hosting/endpointPlace';
import {
  endpointChildren,
  endpointRows,
  unseenInWords,
  variantChildren,
} from '../../core/hosting/endpointRows';
import type { Row } from '../../core/row';
import { Scope, type Closeable } from '../../core/scope';
import { endpointsCondition, type AwsCondition } from '../../manifest/viewIds';
import { awsCondition } from '../awsCondition';
import { guard } from '../register';
import type { RowTree } from '../rowTree';
import type { Services } from '../services';
import { awsPlace, onSetting } from '../settings';
import { wantedRegions } from '../wantedRegions';
import { HostingRegion, withHosting, type HostingPlace } from './hostingRegion';

/** What moves is asked again so often, in milliseconds, while somebody looks. */
const pollEvery = 5000;

/** The Endpoints view: asks SageMaker when it is looked at, and for variants when their endpoint is opened. */
export class EndpointsView implements Closeable {
  readonly #services: Services;
  readonly #tree: RowTree;
  readonly #scope = new Scope();
  #listening = new Scope();
  #regions: readonly HostingRegion[] = [];
  /** Rows that were opened while nobody looked any more. */
  readonly #unread = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #seen: AbortController | undefined;

  constructor(services: Services, tree: RowTree) {
    this.#services = services;
    this.#tree = tree;
    this.#arrange();
    this.#scope.own(
      onSetting(awsPlace, () => {
        this.#arrange();
        void guard(services, async () => this.refresh(), 'endpoints');
      }),
    );
  }

  look(visible: boolean): void {
    if (visible) this.#start();
    else this.#stop();
  }

  /** Everything anew, or one region. */
  async refresh(region?: string): Promise<void> {
    const wanted = this.#regions.filter((each) => region === undefined || each.region === region);
    wanted.forEach((each) => each.forget());
    if (this.#seen) await this.#read(wanted);
  }

  /** The account and region of the settings, or another region, for as long as the work takes. */
  async withHosting<T>(work: (place: HostingPlace) => Promise<T>, region?: string): Promise<T> {
    return withHosting(this.#services, region ?? this.#regions[0]?.wanted, work);
  }

  /** All endpoints of the regions that are shown, whatever page they are on. Fails as the first region does. */
  async endpoints(
    signal: AbortSignal,
  ): Promise<ReadonlyArray<EndpointSummary & { readonly region: string }>> {
    const all = await Promise.all(this.#regions.map(async (each) => each.all(signal)));
    return all.flatMap((known) =>
      (known?.endpoints ?? []).map((endpoint) => ({ ...endpoint, region: known?.region ?? '' })),
    );
  }

  /** Nothing when there is no such endpoint, or its region is not shown. */
  async find({ region, name }: EndpointPlace, signal: AbortSignal): Promise<EndpointSummary | undefined> {
    return this.#region(region)?.find(name, signal);
  }

  /** A page more of one region, or of all. */
  async showMore(region: string | undefined, signal: AbortSignal): Promise<void> {
    const wanted = this.#regions.filter((each) => region === undefined || each.region === region);
    await Promise.all(wanted.map(async (each) => each.showMore(signal)));
  }

  /** As it is known, or read now; nothing when it is gone. */
  async details({ region, name }: EndpointPlace): Promise<EndpointDetails | undefined> {
    const state = await this.#region(region)?.readDetails(name);
    if (state?.kind === 'failed') throw state.problem;
    return state?.kind === 'ready' ? state.details : undefined;
  }

  async children({ id, subject }: Row): Promise<readonly Row[]> {
    const place = placeOf(subject);
    const state = await this.#region(place.region)?.readDetails(place.name);
    if (!state) this.#unread.add(id);
    if (place.variant === undefined) return state ? endpointChildren(subject, state) : [];
    const details = state?.kind === 'ready' ? state.details : undefined;
    const variant = details && variantIn(details, place.variant);
    return details && variant ? variantChildren(subject, details, variant) : [];
  }

  /** Of an endpoint that was opened: what the user may not see of it. */
  describe({ kind, subject }: Row): string | undefined {
    if (!kind.startsWith('endpoint.')) return undefined;
    const { region, name } = placeOf(subject);
    const state = this.#region(region)?.details(name);
    return state?.kind === 'ready' ? unseenInWords(state.details) : undefined;
  }

  /** Something was done to it: it is read again, and followed while it moves. */
  async renew(name: string, region?: string): Promise<void> {
    const of = region === undefined ? this.#regions[0] : this.#region(region);
    if (!of) return;
    await of.renew(name);
    this.#tree.reload([`endpoint:${subjectOf({ region: of.region ?? '', name })}`]);
  }

  dispose(): void {
    this.#stop();
    this.#scope.dispose();
    this.#listening.dispose();
  }

  #region(region: string): HostingRegion | undefined {
    return this.#regions.find((each) => each.region === region);
  }

  /** The regions of the settings; what was known of others, or for another profile, is forgotten. */
  #arrange(): void {
    this.#listening.dispose();
    this.#listening = new Scope();
    this.#regions = wantedRegions().map((wanted) => {
      const signal = (): AbortSignal => this.#seen?.signal ?? new AbortController().signal;
      const region = new HostingRegion(this.#services, wanted, signal);
      this.#listening.own(region.store.onChange(() => this.#draw()));
      return region;
    });
    this.#draw();
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
      this.#tree.reload(this.#unread);
      this.#unread.clear();
      await this.#read(this.#regions.filter(({ isStale }) => isStale));
      this.#follow();
    };
    void guard(this.#services, look, 'endpoints');
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#seen?.abort();
    this.#seen = undefined;
  }

  async #read(regions: readonly HostingRegion[]): Promise<void> {
    await Promise.all(regions.map(async (each) => each.read()));
    const fresh = new Set(regions.map(({ region }) => region));
    const rows = this.#tree.roots.flatMap((row) => (row.lazy ? [row] : (row.children ?? [])));
    this.#tree.reload(
      rows.filter((row) => row.lazy && fresh.has(placeOf(row.subject).region)).map(({ id }) => id),
    );
  }

  /** Only what moves, and only while somebody looks. */
  #follow(): void {
    clearTimeout(this.#timer);
    const moving = this.#regions.flatMap(({ region, store }) =>
      (store.value?.endpoints ?? []).flatMap(({ name, status }) =>
        isMoving(status) ? [{ name, region }] : [],
      ),
    );
    if (moving.length === 0 || !this.#seen) return;
    const poll = async (): Promise<void> => {
      for (const { name, region } of moving) if (this.#seen) await this.renew(name, region);
    };
    this.#timer = setTimeout(() => void guard(this.#services, poll, 'endpoints'), pollEvery);
  }

  #draw(): void {
    void vscode.commands.executeCommand('setContext', endpointsCondition, this.#condition());
    const [only, ...more] = this.#regions;
    this.#tree.view.description = more.length === 0 ? (only?.store.value?.region ?? '') : '';
    this.#tree.show(() =>
      endpointRows(
        this.#regions.map(({ known }) => known),
        Date.now(),
      ),
    );
    this.#follow();
  }

  /** Several regions tell by themselves. */
  #condition(): AwsCondition {
    const [first, ...more] = this.#regions;
    return first && more.length === 0
      ? awsCondition(first.store.state, ({ endpoints }) => endpoints.length)
      : 'ready';
  }
}

const variantIn = ({ endpoint }: EndpointDetails, name: string): HostedVariant | undefined =>
  [...endpoint.variants, ...endpoint.shadows].find((variant) => variant.name === name);
