// What the endpoint editor and the extension say to each other. A snapshot is whole; the draft is the page's own.
import type { EndpointDraft } from '../draft';
import type { MetricsSnapshot } from '../metrics/metricsSnapshot';
import type { RecentTraffic } from '../metrics/recentTraffic';
import type { RolloutCall } from '../rollout/rolloutCall';
import type { PriceList } from '../prices/priceList';

export interface EndpointSnapshot {
  readonly name: string;
  readonly region: string;
  /** In words. */
  readonly status: string;
  /** As AWS has it now: what a change starts from. */
  readonly base: EndpointDraft;
  readonly variants: readonly VariantFacts[];
  readonly shadows: readonly VariantFacts[];
  readonly isAsync: boolean;
  /** The user may see and change how variants scale. */
  readonly seesScaling: boolean;
  /** A change of it is confirmed by its name. */
  readonly isProduction: boolean;
  readonly health: readonly string[];
  /** Why nothing can be changed now. */
  readonly locked: string | undefined;
  readonly work: Work | undefined;
  readonly problem: string | undefined;
  /** What this machine changed, the newest first. */
  readonly history: readonly PastChange[];
  /** The newest first. */
  readonly updates: readonly PastUpdate[];
  /** The configuration that it has. */
  readonly config: string;
  /** What load tests here found, by the name of a variant or an endpoint. */
  readonly measured: Readonly<Record<string, MeasuredRps>>;
  readonly metrics: MetricsState;
  /** Alarms that ring and are no scaling, in sentences. */
  readonly alarms: readonly string[];
  readonly prices: PricesState;
}

/** AWS's price list of the region, as far as it was fetched. */
export interface PricesState {
  readonly list: PriceList | undefined;
  readonly isFetching: boolean;
  readonly problem: string | undefined;
}

/** The endpoint's own metrics, as far as they were asked for and may be seen. */
export interface MetricsState {
  readonly hours: number;
  readonly snapshot: MetricsSnapshot | undefined;
  readonly traffic: RecentTraffic | undefined;
  /** Why there are none, in one sentence. */
  readonly unseen: string | undefined;
}

export interface MeasuredRps {
  /** Requests a second of one instance. */
  readonly rps: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly latencyMs: number;
}

export interface VariantFacts {
  readonly name: string;
  /** Where its traffic goes now; nothing for a shadow. */
  readonly weight: number;
  readonly instanceType: string | undefined;
  readonly instances: number | undefined;
  readonly memory: number | undefined;
  readonly image: string | undefined;
  /** What AWS tells of its policies beside what they are. */
  readonly policies: readonly PolicyFacts[];
}

export interface PolicyFacts {
  readonly name: string;
  readonly arn: string | undefined;
  /** By name. */
  readonly alarms: readonly string[];
}

/** A change that is under way. */
export interface Work {
  /** Which of how many calls was made. */
  readonly call: number;
  readonly calls: number;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** What AWS says meanwhile, in words. */
  readonly status: string;
}

export interface PastChange {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly before: EndpointDraft;
  readonly after: EndpointDraft;
}

/** Another configuration that this machine brought to it. */
export interface PastUpdate {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly from: string;
  readonly to: string;
  /** What changed, in words. */
  readonly lines: readonly string[];
  /** Of one that AWS rolled back: what takes away what it made and left. */
  readonly leftovers?: readonly RolloutCall[];
}

export interface ApplyIntent {
  /** What the draft was based on. */
  readonly base: EndpointDraft;
  readonly draft: EndpointDraft;
}

export interface EndpointPanel {
  readonly host: {
    ready(nothing: undefined): void;
    refresh(nothing: undefined): void;
    apply(intent: ApplyIntent): void;
    copy(text: string): void;
    /** Metrics of so many hours. */
    lookBack(hours: number): void;
    getPrices(nothing: undefined): void;
    /** Another configuration: the one that is named, or what is asked then. */
    update(to: string | undefined): void;
    /** What the update to this configuration made, which was rolled back. */
    removeMade(to: string): void;
  };
  readonly view: {
    show(snapshot: EndpointSnapshot): void;
  };
}
