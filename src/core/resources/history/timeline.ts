import type { Samples, Rows } from './samples';

/** Rows that are kept as they came: ten minutes of two in a second. */
const fineRows = 1200;
/** Rows for the whole time before; each stands for as long a time as it must. */
const coarseRows = 600;
/** Seconds that a coarse row stands for at first. */
const firstWidth = 2;

interface Bucket {
  readonly x: number;
  readonly sums: (number | undefined)[];
  readonly counts: number[];
}

export interface StoredTimeline {
  /** How many of the rows are means, and of how many seconds. */
  readonly coarse: number;
  readonly width: number;
  readonly names: readonly string[];
  readonly x: readonly number[];
  readonly y: readonly (readonly (number | null)[])[];
}

/** Samples of any length of time in bounded memory: the last ten minutes as they came, all before in means. */
export class Timeline implements Samples {
  readonly #names: string[] = [];
  readonly #places = new Map<string, number>();
  readonly #x: number[] = [];
  readonly #rows: (readonly (number | undefined)[])[] = [];
  #buckets: Bucket[] = [];
  #width = firstWidth;
  #count = 0;

  get names(): readonly string[] {
    return this.#names;
  }

  get count(): number {
    return this.#count;
  }

  /** Seconds; later than all before. Samples are made when they are first named. */
  add(x: number, values: Readonly<Record<string, number | undefined>>): void {
    const row: (number | undefined)[] = [];
    for (const [name, value] of Object.entries(values))
      if (value !== undefined) row[this.#place(name)] = value;
    this.#x.push(x);
    this.#rows.push(row);
    this.#count += 1;
    if (this.#x.length > fineRows) this.#age();
  }

  all(names: readonly string[]): Rows {
    return joined(this.#old(names), this.after(0, names));
  }

  after(count: number, names: readonly string[]): Rows {
    const from = Math.max(0, this.#x.length - (this.#count - count));
    const rows = this.#rows.slice(from);
    const places = names.map((name) => this.#places.get(name) ?? -1);
    return { x: this.#x.slice(from), y: places.map((place) => rows.map((row) => row[place] ?? null)) };
  }

  store(): StoredTimeline {
    const { x, y } = this.all(this.#names);
    return {
      coarse: this.#buckets.length,
      width: this.#width,
      names: this.#names,
      x: x.map((value) => Number(value.toFixed(2))),
      y: y.map((column) => column.map((value) => (value === null ? null : Number(value.toPrecision(4))))),
    };
  }

  static restore({ names, x, y, coarse, width }: StoredTimeline): Timeline {
    const timeline = new Timeline();
    timeline.#width = width;
    for (const [row, time] of x.slice(0, coarse).entries()) {
      const sums = names.map((_, column) => y[column]?.[row] ?? undefined);
      timeline.#buckets.push({ x: time, sums, counts: sums.map(() => 1) });
    }
    names.forEach((name) => timeline.#place(name));
    timeline.#count = coarse;
    for (const [index, time] of x.slice(coarse).entries()) {
      const row = index + coarse;
      const values = names.map((name, column) => [name, y[column]?.[row] ?? undefined] as const);
      timeline.add(time, Object.fromEntries(values));
    }
    return timeline;
  }

  #place(name: string): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    this.#places.set(name, this.#names.length);
    return this.#names.push(name) - 1;
  }

  /** The oldest fine row goes into the coarse ones. */
  #age(): void {
    const [x = 0, row = []] = [this.#x.shift(), this.#rows.shift()];
    const last = this.#buckets.at(-1);
    const bucket = last && x < last.x + this.#width ? last : { x, sums: [], counts: [] };
    if (bucket !== last) this.#buckets.push(bucket);
    pour(bucket, row);
    if (this.#buckets.length <= coarseRows) return;
    this.#width *= 2;
    const merged: Bucket[] = [];
    for (const [index, each] of this.#buckets.entries()) {
      const into = merged.at(-1);
      if (index % 2 === 0 || !into) merged.push(each);
      else each.sums.forEach((_, place) => merge(into, each, place));
    }
    this.#buckets = merged;
  }

  #old(names: readonly string[]): Rows {
    const places = names.map((name) => this.#places.get(name) ?? -1);
    return {
      x: this.#buckets.map(({ x }) => x),
      y: places.map((place) =>
        this.#buckets.map(({ sums, counts }) => {
          const sum = sums[place];
          return sum === undefined ? null : sum / (counts[place] ?? 1);
        }),
      ),
    };
  }
}

function pour(bucket: Bucket, row: readonly (number | undefined)[]): void {
  for (const [place, value] of row.entries()) {
    if (value === undefined) continue;
    bucket.sums[place] = (bucket.sums[place] ?? 0) + value;
    bucket.counts[place] = (bucket.counts[place] ?? 0) + 1;
  }
}

function merge(into: Bucket, from: Bucket, place: number): void {
  const sum = from.sums[place];
  if (sum === undefined) return;
  into.sums[place] = (into.sums[place] ?? 0) + sum;
  into.counts[place] = (into.counts[place] ?? 0) + (from.counts[place] ?? 0);
}

const joined = (left: Rows, right: Rows): Rows => ({
  x: [...left.x, ...right.x],
  y: left.y.map((column, index) => [...column, ...(right.y[index] ?? [])]),
});
