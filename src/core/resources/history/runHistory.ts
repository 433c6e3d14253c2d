import type { GpuReading, GpuSample } from '../../gpu/gpu';
import type { MetricPoint } from '../../run/metrics/metricPoint';
import { MetricSeries } from '../../run/metrics/metricSeries';
import type { Samples, Rows } from './samples';
import type { StoredTimeline } from './timeline';
import { Timeline } from './timeline';
import type { UsageSample } from '../usage/usage';

/** A card as far as it does not change. */
export type Card = Pick<GpuSample, 'uuid' | 'index' | 'name' | 'memoryTotal' | 'powerLimit'>;

/** What is kept of it on the disk, in `resources.json` of the run's folder. */
export interface StoredHistory {
  readonly version: 1;
  readonly began: number;
  readonly hosts: Readonly<Record<string, StoredTimeline>>;
  readonly gpus: StoredTimeline;
  readonly cards: readonly Card[];
  readonly metrics: readonly MetricPoint[];
  readonly lines: Readonly<Record<string, number>>;
  readonly peaks: Readonly<Record<string, number>>;
  readonly notes: readonly string[];
}

/** Everything that was seen of a run over time: what its containers and cards did, and what it said about itself. */
export class RunHistory {
  /** Milliseconds since 1970. */
  readonly began: number;
  readonly hosts = new Map<string, Timeline>();
  readonly cards = new Map<string, Card>();
  readonly usage = new Map<string, UsageSample>();
  /** The greatest memory of each host, in bytes. */
  readonly peaks = new Map<string, number>();
  readonly notes = new Set<string>();
  readonly metrics = new MetricSeries();
  /** The last line of each host's log that was read: who takes a run over reads it from its beginning. */
  readonly #lines = new Map<string, number>();
  gpus = new Timeline();
  reading: GpuReading | undefined;
  processes: readonly number[] = [];

  constructor(began: number) {
    this.began = began;
  }

  addUsage(host: string, sample: UsageSample): void {
    const { at, ...values } = sample;
    const timeline = this.hosts.get(host) ?? new Timeline();
    this.hosts.set(host, timeline);
    this.usage.set(host, sample);
    if (sample.memory !== undefined) this.peaks.set(host, Math.max(sample.memory, this.peaks.get(host) ?? 0));
    timeline.add(this.#seconds(at), values);
  }

  /** With the processes of the run's own containers. */
  addGpus(reading: GpuReading, processes: readonly number[]): void {
    this.reading = reading;
    this.processes = processes;
    const values: Record<string, number | undefined> = {};
    for (const gpu of reading.gpus) {
      const { uuid, index, name, memoryTotal, powerLimit } = gpu;
      this.cards.set(uuid, {
        uuid,
        index,
        name,
        ...(memoryTotal === undefined ? {} : { memoryTotal }),
        ...(powerLimit === undefined ? {} : { powerLimit }),
      });
      for (const measure of gpuMeasures) values[`${uuid}/${measure}`] = gpu[measure];
    }
    this.gpus.add(this.#seconds(reading.at), values);
  }

  addMetrics(host: string, points: readonly MetricPoint[]): void {
    const read = this.#lines.get(host) ?? -1;
    for (const point of points) if (point.line > read) this.metrics.add(point);
    this.#lines.set(host, Math.max(read, ...points.map(({ line }) => line)));
  }

  /** The logs begin again. */
  interrupt(): void {
    this.#lines.clear();
  }

  /** One metric as columns: a point that nobody saw come has no time, and is left out. */
  metric(name: string): Samples {
    const { metrics } = this;
    const rows = (points: readonly MetricPoint[]): Rows => {
      const seen = points.filter(({ at }) => at !== undefined);
      return { x: seen.map(({ at }) => this.#seconds(at ?? 0)), y: [seen.map(({ value }) => value)] };
    };
    return {
      count: metrics.count(name),
      all: () => rows(metrics.of(name)),
      after: (count) => rows(metrics.of(name).slice(count - metrics.count(name) || metrics.of(name).length)),
    };
  }

  store(): StoredHistory {
    return {
      version: 1,
      began: this.began,
      hosts: Object.fromEntries([...this.hosts].map(([host, timeline]) => [host, timeline.store()])),
      gpus: this.gpus.store(),
      cards: [...this.cards.values()],
      metrics: this.metrics.names.flatMap((name) => this.metrics.of(name)),
      lines: Object.fromEntries(this.#lines),
      peaks: Object.fromEntries(this.peaks),
      notes: [...this.notes],
    };
  }

  /** Nothing when it is of another kind, or damaged. */
  static restore(stored: unknown): RunHistory | undefined {
    if (!isStored(stored)) return undefined;
    const history = new RunHistory(stored.began);
    for (const [host, timeline] of Object.entries(stored.hosts))
      history.hosts.set(host, Timeline.restore(timeline));
    history.gpus = Timeline.restore(stored.gpus);
    for (const card of stored.cards) history.cards.set(card.uuid, card);
    for (const point of stored.metrics) history.metrics.add(point);
    for (const [host, line] of Object.entries(stored.lines)) history.#lines.set(host, line);
    for (const [host, peak] of Object.entries(stored.peaks)) history.peaks.set(host, peak);
    for (const note of stored.notes) history.notes.add(note);
    return history;
  }

  #seconds(at: number): number {
    return (at - this.began) / 1000;
  }
}

const gpuMeasures = ['utilization', 'memoryUsed', 'power', 'temperature', 'clock'] as const;
export type GpuMeasure = (typeof gpuMeasures)[number];

function isStored(value: unknown): value is StoredHistory {
  if (typeof value !== 'object' || value === null || Reflect.get(value, 'version') !== 1) return false;
  const gpus: unknown = Reflect.get(value, 'gpus');
  const hosts: unknown = Reflect.get(value, 'hosts');
  return (
    typeof Reflect.get(value, 'began') === 'number' &&
    isTimeline(gpus) &&
    typeof hosts === 'object' &&
    hosts !== null &&
    Object.values(hosts).every(isTimeline) &&
    ['cards', 'metrics', 'notes'].every((name) => Array.isArray(Reflect.get(value, name)))
  );
}

function isTimeline(value: unknown): value is StoredTimeline {
  if (typeof value !== 'object' || value === null) return false;
  const columns: unknown = Reflect.get(value, 'y');
  return (
    typeof Reflect.get(value, 'coarse') === 'number' &&
    typeof Reflect.get(value, 'width') === 'number' &&
    Array.isArray(Reflect.get(value, 'names')) &&
    Array.isArray(Reflect.get(value, 'x')) &&
    Array.isArray(columns) &&
    columns.every((column) => Array.isArray(column))
  );
}
