import type { Diagnosis } from '../run/diagnosis/runEnd';
import type { ServePlan, VariantPlan } from './servePlan';
import { plannedVariants } from './servePlan';
import type { KindState, QueueState } from './kinds/kindState';
import type { Traffic } from './traffic';
import { addTraffic, noTraffic } from './traffic';

/** A local endpoint, as it is kept in `endpoint.json` of its folder. Times are milliseconds since 1970. */
export interface ServedEndpoint {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly folder: string;
  /** The Docker engine that it runs on, by name. */
  readonly engine: string;
  readonly region: string;
  readonly isolated: boolean;
  readonly status: 'starting' | 'serving' | 'stopping' | 'stopped' | 'failed';
  readonly created: number;
  readonly ended?: number;
  /** Where the runtime's API is, from the first moment on. */
  readonly url?: string;
  readonly port?: number;
  /** The shadow among them, last. */
  readonly variants: readonly ServedVariant[];
  /** Of an asynchronous endpoint. */
  readonly queue?: QueueState;
  /** Requests that were refused before they were anybody's. */
  readonly refused: Traffic;
  /** What stood in the way, when it is not the fault of a variant. */
  readonly failure?: string;
  /** The process that watches over it. */
  readonly follower?: number;
  /** Seconds after its last request in which the containers of a serverless variant go; they stay when nothing is said. */
  readonly serverlessIdle?: number;
}

export interface ServedVariant {
  readonly name: string;
  readonly weight: number;
  readonly isShadow: boolean;
  readonly phase: 'starting' | 'checking' | 'serving' | 'stopping' | 'stopped' | 'failed';
  readonly image: string;
  readonly containers: readonly ServedContainer[];
  /** When its containers were started last, and how long it took until it was ready. */
  readonly started?: number;
  readonly readyAfter?: number;
  readonly restarts: number;
  readonly trouble?: Trouble;
  /** Where it is more than one model in one container. */
  readonly kind?: KindState;
  /** Since the beginning of the endpoint. */
  readonly traffic: Traffic;
}

export interface ServedContainer {
  readonly host: string;
  readonly id: string;
  readonly address: string;
}

/** Why a variant does not serve. */
export type Trouble = Pick<Diagnosis, 'id' | 'title' | 'cause' | 'fixes' | 'evidence'>;

export type ServeEvent =
  /** Something worth a line on the screen, and nothing to keep. */
  | { readonly kind: 'progress'; readonly text: string }
  | { readonly kind: 'opened'; readonly port: number; readonly url: string }
  | { readonly kind: 'starting'; readonly variant: string; readonly at: number }
  | { readonly kind: 'started'; readonly variant: string; readonly containers: readonly ServedContainer[] }
  | { readonly kind: 'ready'; readonly variant: string; readonly milliseconds: number }
  | { readonly kind: 'failed'; readonly variant: string; readonly trouble: Trouble }
  | { readonly kind: 'stopping'; readonly variant: string }
  | {
      readonly kind: 'stopped';
      readonly variant: string;
      readonly milliseconds: number;
      /** SIGTERM was not enough. */
      readonly killed: boolean;
    }
  | { readonly kind: 'weights'; readonly weights: Readonly<Record<string, number>> }
  /** What came since the last time, by variants; `''` is what was nobody's. */
  | { readonly kind: 'traffic'; readonly at: number; readonly traffic: Readonly<Record<string, Traffic>> }
  | { readonly kind: 'kind'; readonly variant: string; readonly state: KindState }
  | { readonly kind: 'queue'; readonly queue: QueueState }
  | { readonly kind: 'line'; readonly variant: string; readonly host: string; readonly text: string }
  | { readonly kind: 'closing' }
  | { readonly kind: 'ended'; readonly at: number; readonly failure?: string };

export interface NewEndpoint extends Pick<ServedEndpoint, 'id' | 'file' | 'folder' | 'engine' | 'region'> {
  readonly created: number;
  readonly follower: number;
  readonly serverlessIdle?: number;
}

export function newEndpoint(plan: ServePlan, start: NewEndpoint): ServedEndpoint {
  return {
    ...start,
    name: plan.name,
    isolated: plan.isolated,
    status: 'starting',
    variants: plannedVariants(plan).map((variant) => newVariant(variant, variant === plan.shadow)),
    refused: noTraffic,
  };
}

const newVariant = ({ name, weight, containers }: VariantPlan, isShadow: boolean): ServedVariant => ({
  name,
  weight,
  isShadow,
  phase: 'starting',
  image: containers[0]?.image ?? '',
  containers: [],
  restarts: 0,
  traffic: noTraffic,
});

export function advance(endpoint: ServedEndpoint, event: ServeEvent): ServedEndpoint {
  switch (event.kind) {
    case 'progress':
    case 'line':
      return endpoint;
    case 'opened':
      return { ...endpoint, port: event.port, url: event.url };
    case 'weights':
      return eachVariant(endpoint, (variant) => ({
        ...variant,
        weight: event.weights[variant.name] ?? variant.weight,
      }));
    case 'traffic':
      return {
        ...eachVariant(endpoint, (variant) => withTraffic(variant, event.traffic[variant.name])),
        refused: addTraffic(endpoint.refused, event.traffic[''] ?? noTraffic),
      };
    case 'queue':
      return { ...endpoint, queue: event.queue };
    case 'kind':
      return eachVariant(endpoint, (variant) =>
        variant.name === event.variant ? { ...variant, kind: event.state } : variant,
      );
    case 'closing':
      return isOver(endpoint) ? endpoint : { ...endpoint, status: 'stopping' };
    case 'ended': {
      const { follower: _, ...rest } = endpoint;
      const { failure, at } = event;
      return {
        ...eachVariant(rest, settled),
        status: failure === undefined ? 'stopped' : 'failed',
        ended: at,
        ...(failure === undefined ? {} : { failure }),
      };
    }
    case 'starting':
    case 'started':
    case 'ready':
    case 'failed':
    case 'stopping':
    case 'stopped':
      return withStatus(
        eachVariant(endpoint, (variant) => (variant.name === event.variant ? move(variant, event) : variant)),
      );
  }
}

type VariantEvent = Extract<ServeEvent, { readonly variant: string }>;

function move(variant: ServedVariant, event: VariantEvent): ServedVariant {
  switch (event.kind) {
    case 'starting': {
      const { trouble: _, readyAfter: __, started, ...rest } = variant;
      const restarts = rest.restarts + Number(started !== undefined);
      return { ...rest, phase: 'starting', containers: [], restarts, started: event.at };
    }
    case 'started':
      return { ...variant, phase: 'checking', containers: event.containers };
    case 'ready':
      return { ...variant, phase: 'serving', readyAfter: event.milliseconds };
    case 'failed':
      return { ...variant, phase: 'failed', trouble: event.trouble };
    case 'stopping':
      return { ...variant, phase: 'stopping' };
    case 'stopped':
      // What failed has stopped as well, and stays what it is.
      return { ...variant, phase: variant.phase === 'failed' ? 'failed' : 'stopped', containers: [] };
    case 'line':
    case 'kind':
      return variant;
  }
}

const eachVariant = <T extends Pick<ServedEndpoint, 'variants'>>(
  endpoint: T,
  change: (variant: ServedVariant) => ServedVariant,
): T => ({ ...endpoint, variants: endpoint.variants.map(change) });

const withTraffic = (variant: ServedVariant, more: Traffic | undefined): ServedVariant =>
  more ? { ...variant, traffic: addTraffic(variant.traffic, more) } : variant;

const settled = (variant: ServedVariant): ServedVariant =>
  variant.phase === 'failed' ? variant : { ...variant, phase: 'stopped', containers: [] };

/** It serves as soon as one variant does, and fails when none will. */
function withStatus(endpoint: ServedEndpoint): ServedEndpoint {
  if (endpoint.status === 'stopping' || isOver(endpoint)) return endpoint;
  const phases = endpoint.variants.filter(({ isShadow }) => !isShadow).map(({ phase }) => phase);
  const status = phases.includes('serving') ? 'serving' : 'starting';
  return { ...endpoint, status };
}

export const isOver = ({ status }: Pick<ServedEndpoint, 'status'>): boolean =>
  status === 'stopped' || status === 'failed';

/** What changes nothing that is kept, or so often that it is kept with what comes next. */
export const isPassing = ({ kind }: ServeEvent): boolean =>
  kind === 'progress' || kind === 'line' || kind === 'kind' || kind === 'queue';

/** As far as anything that is read from a disk can be trusted. */
export function isServedEndpoint(value: unknown): value is ServedEndpoint {
  if (typeof value !== 'object' || value === null) return false;
  const texts = ['id', 'name', 'file', 'folder', 'engine', 'region', 'status'];
  return (
    texts.every((name) => typeof Reflect.get(value, name) === 'string') &&
    typeof Reflect.get(value, 'created') === 'number' &&
    Array.isArray(Reflect.get(value, 'variants'))
  );
}
