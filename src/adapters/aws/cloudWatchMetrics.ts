import { paginateGetMetricData, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type {
  MetricAnswers,
  MetricPoints,
  MetricQuery,
  MetricStretch,
} from '../../core/hosting/metrics/ports';
import { asked, own, pages } from './clients';
import type { Explain } from './problems';

interface Asking {
  readonly client: CloudWatchClient;
  readonly explain: Explain;
}

/** CloudWatch takes no more at once. */
const mostQueries = 500;

/** Every metric that is asked for is paid for: nothing is asked twice, and never more than once for all. */
export async function readMetrics(
  { client, explain }: Asking,
  queries: readonly MetricQuery[],
  { from, to }: MetricStretch,
  signal: AbortSignal,
): Promise<MetricAnswers> {
  const input = {
    StartTime: new Date(from),
    EndTime: new Date(to),
    ScanBy: 'TimestampAscending' as const,
    MetricDataQueries: queries.slice(0, mostQueries).map(queryOf),
  };
  if (input.MetricDataQueries.length === 0) return new Map();
  const found = new Map<string, { times: number[]; values: number[] }>();
  const results = pages(
    paginateGetMetricData({ client, stopOnSameToken: true }, input, { abortSignal: own(signal) }),
    async (turn) => asked(explain, 'cloudwatch:GetMetricData', 'the metrics', turn),
    ({ MetricDataResults = [] }) => MetricDataResults,
  );
  for await (const { Id = '', Timestamps = [], Values = [] } of results) {
    const points = found.get(Id) ?? { times: [], values: [] };
    points.times.push(...Timestamps.map((time) => time.getTime()));
    points.values.push(...Values);
    found.set(Id, points);
  }
  return new Map([...found].map(([id, points]) => [id, inOrder(points)]));
}

const queryOf = ({ id, namespace, metric, dimensions, statistic, period }: MetricQuery) => ({
  Id: id,
  MetricStat: {
    Metric: {
      Namespace: namespace,
      MetricName: metric,
      Dimensions: dimensions.map(({ name, value }) => ({ Name: name, Value: value })),
    },
    Period: period,
    Stat: statistic,
  },
});

/** Pages of a long answer may each begin anew. */
function inOrder({ times, values }: MetricPoints): MetricPoints {
  const order = times.map((_, index) => index).toSorted((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
  return { times: order.map((index) => times[index] ?? 0), values: order.map((index) => values[index] ?? 0) };
}
