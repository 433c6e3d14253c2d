import type { MetricPoint } from './metricPoint';

export interface FinalMetric {
  readonly last: number;
  readonly min: number;
  readonly max: number;
}

/** The curves of a run, in bounded memory: where points are too many, the extremes and the ends of each stretch stay. */
export class MetricSeries {
  readonly #limit: number;
  readonly #names: number;
  readonly #points = new Map<string, MetricPoint[]>();
  readonly #counts = new Map<string, number>();

  /** At least 8 points of each metric. */
  constructor(limit = 2000, names = 200) {
    this.#limit = Math.max(8, limit);
    this.#names = names;
  }

  add(point: MetricPoint): void {
    const points = this.#points.get(point.name);
    this.#counts.set(point.name, this.count(point.name) + 1);
    if (points === undefined) {
      if (this.#points.size < this.#names) this.#points.set(point.name, [point]);
      return;
    }
    points.push(point);
    if (points.length > this.#limit)
      this.#points.set(point.name, thinned(points, Math.floor(this.#limit / 4)));
  }

  get names(): readonly string[] {
    return [...this.#points.keys()];
  }

  /** How many ever came. */
  count(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  of(name: string): readonly MetricPoint[] {
    return this.#points.get(name) ?? [];
  }
}

/** The first, the last, and the least and the greatest of each of `stretches`. */
function thinned(points: readonly MetricPoint[], stretches: number): MetricPoint[] {
  const kept: MetricPoint[] = [];
  const keep = (point: MetricPoint | undefined): void => {
    if (point !== undefined && kept.at(-1) !== point) kept.push(point);
  };
  const size = Math.ceil(points.length / stretches);
  keep(points[0]);
  for (let from = 0; from < points.length; from += size) {
    const stretch = points.slice(from, from + size);
    const least = stretch.reduce((best, point) => (point.value < best.value ? point : best));
    const greatest = stretch.reduce((best, point) => (point.value > best.value ? point : best));
    const inOrder =
      stretch.indexOf(least) < stretch.indexOf(greatest) ? [least, greatest] : [greatest, least];
    inOrder.forEach(keep);
  }
  keep(points.at(-1));
  return kept;
}
