import type { World } from '../../core/ports';
import type { RunHistory } from '../../core/resources/history/runHistory';
import type { RunEvent } from '../../core/run/runRecord';
import { runFolder } from '../../core/run/runFolder';
import type { ServedEndpoint, ServeEvent } from '../../core/serve/servedEndpoint';
import type { Traffic } from '../../core/serve/traffic';
import { noTraffic } from '../../core/serve/traffic';
import { trafficMetrics } from '../../core/serve/view/trafficMetrics';
import { HistoryKeeper } from '../runs/historyKeeper';
import { sampleHosts } from '../runs/sampleHosts';

type Watching = Pick<World, 'usages' | 'gpus' | 'docker' | 'containers' | 'clock' | 'disk'>;

interface Watch {
  readonly endpoint: Pick<ServedEndpoint, 'folder' | 'created'>;
  /** Milliseconds between two looks; never with 0. */
  readonly interval: number;
  /** There is something new to see. */
  readonly tell: (event: RunEvent) => void;
}

/** Milliseconds between two tellings of the front, when it tells nothing between. */
const usualSpan = 1000;

/** Counts what the containers of a local endpoint use and how they answer, over time, as long as they run. */
export class ServedWatch {
  readonly #world: Watching;
  readonly #watch: Watch;
  readonly #keeper: HistoryKeeper;
  readonly #looks = new Map<string, AbortController>();
  readonly #known = new Set<string>();
  #line = 0;
  #toldAt = 0;
  #looksAtGpus = '';

  constructor(world: Watching, watch: Watch) {
    this.#world = world;
    this.#watch = watch;
    const { folder, created } = watch.endpoint;
    this.#keeper = new HistoryKeeper(world, runFolder(folder), created);
  }

  get history(): RunHistory {
    return this.#keeper.history;
  }

  hear(event: ServeEvent): void {
    switch (event.kind) {
      case 'started':
        return this.#look(event.variant, event.containers);
      case 'failed':
      case 'stopping':
      case 'stopped':
        return this.#leave(event.variant);
      case 'traffic':
        return this.#count(event);
      case 'progress':
      case 'opened':
      case 'starting':
      case 'ready':
      case 'weights':
      case 'line':
      case 'closing':
      case 'ended':
      case 'kind':
      case 'queue':
        return undefined;
    }
  }

  /** Why it could not be kept, if so. */
  async close(): Promise<string | undefined> {
    for (const variant of this.#looks.keys()) this.#leave(variant);
    return this.#keeper.save();
  }

  #look(variant: string, containers: Extract<ServeEvent, { kind: 'started' }>['containers']): void {
    this.#leave(variant);
    const look = new AbortController();
    this.#looks.set(variant, look);
    const hosts = containers.map(({ host, id }) => ({
      name: containers.length === 1 ? variant : `${variant}/${host}`,
      container: id,
    }));
    // The cards are the same for all: one variant looks at them.
    if (this.#looksAtGpus === '') this.#looksAtGpus = variant;
    const gpus = this.#looksAtGpus === variant ? ('none' as const) : undefined;
    sampleHosts(this.#world, { hosts, gpus, interval: this.#watch.interval }, this.#hear, look.signal);
  }

  #leave(variant: string): void {
    this.#looks.get(variant)?.abort();
    this.#looks.delete(variant);
    if (this.#looksAtGpus === variant) this.#looksAtGpus = '';
  }

  #count({ at, traffic }: Extract<ServeEvent, { kind: 'traffic' }>): void {
    const span = at - this.#toldAt;
    const isPause = span > 2 * usualSpan;
    // Nothing is told of silence: it is drawn as what it was.
    if (isPause && this.#toldAt > 0) this.#quiet(this.#toldAt + usualSpan);
    if (isPause) this.#quiet(at - usualSpan);
    for (const variant of Object.keys(traffic)) this.#known.add(variant);
    this.#toldAt = at;
    this.#tell(traffic, at, isPause ? usualSpan : span);
  }

  #quiet(at: number): void {
    this.#tell(Object.fromEntries([...this.#known].map((variant) => [variant, noTraffic])), at, usualSpan);
  }

  #tell(traffic: Readonly<Record<string, Traffic>>, at: number, span: number): void {
    trafficMetrics(traffic, { at, span, line: this.#line++ }).forEach(this.#hear);
  }

  readonly #hear = (event: RunEvent): void => {
    this.#keeper.hear(event);
    this.#watch.tell(event);
  };
}
