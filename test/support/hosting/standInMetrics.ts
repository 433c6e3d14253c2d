// CloudWatch's GetMetricData, with what the emulator has not: percentiles, and the minutes that it is late.

type Asked = Readonly<Record<string, unknown>>;

/** The value of a period that begins then, in milliseconds since 1970; nothing when nothing was told. */
export type MetricSource = (time: number) => number | undefined;

/** `ModelLatency p90 green` → its values. */
export type MetricSources = ReadonlyMap<string, MetricSource>;

export const metricKey = (metric: string, statistic: string, variant: string): string =>
  [metric, statistic, variant].join(' ');

/** Minutes until a period can be seen. */
const late = 2;
/** Values of one page: few, so that there are several. */
const pageSize = 500;

export function metricData(sources: MetricSources, asked: Asked): Asked {
  const [from, to] = [Number(asked['StartTime']) * 1000, Number(asked['EndTime']) * 1000];
  const all = queriesIn(asked).flatMap((query) => points(sources, query, { from, to }));
  const begin = Number(asked['NextToken'] ?? 0);
  const page = all.slice(begin, begin + pageSize);
  const ids = new Set(queriesIn(asked).map(({ id }) => id));
  return {
    MetricDataResults: [...ids].map((Id) => {
      const own = page.filter(({ id }) => id === Id);
      return {
        Id,
        Label: Id,
        Timestamps: own.map(({ time }) => time / 1000),
        Values: own.map(({ value }) => value),
        StatusCode: 'Complete',
      };
    }),
    ...(begin + pageSize < all.length ? { NextToken: String(begin + pageSize) } : {}),
  };
}

interface Query {
  readonly id: string;
  readonly key: string;
  /** Milliseconds. */
  readonly period: number;
}

interface Wanted {
  readonly Id: string;
  readonly MetricStat: {
    readonly Metric: {
      readonly MetricName: string;
      readonly Dimensions: ReadonlyArray<{ readonly Name: string; readonly Value: string }>;
    };
    readonly Period: number;
    readonly Stat: string;
  };
}

function queriesIn(asked: Asked): readonly Query[] {
  const queries: readonly Wanted[] = JSON.parse(JSON.stringify(asked['MetricDataQueries']));
  return queries.map(({ Id, MetricStat: { Metric, Period, Stat } }) => {
    const variant = Metric.Dimensions.find(({ Name }) => Name === 'VariantName')?.Value ?? '';
    return { id: Id, key: metricKey(Metric.MetricName, Stat, variant), period: Period * 1000 };
  });
}

function points(
  sources: MetricSources,
  { id, key, period }: Query,
  { from, to }: { readonly from: number; readonly to: number },
) {
  const source = sources.get(key);
  if (!source) return [];
  const seen = Math.min(to, Date.now() - late * 60_000);
  const found: Array<{ readonly id: string; readonly time: number; readonly value: number }> = [];
  for (let time = Math.ceil(from / period) * period; time + period <= seen; time += period) {
    const value = source(time);
    if (value !== undefined) found.push({ id, time, value });
  }
  return found;
}
