import type { Dimension, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { CloudWatchClient, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import type { Alarm, WatchedMetric } from '../../core/hosting/alarm';
import type { AlarmWish, CloudWatch } from '../../core/hosting/cloudWatchPorts';
import { readMetrics } from './cloudWatchMetrics';
import { asked, own, pages, reach, type RegionalAccount } from './clients';
import type { Explain } from './problems';

/** CloudWatch takes so many names at once, and tells as many alarms. */
const page = 100;

export function makeCloudWatch(account: RegionalAccount, explain: Explain): CloudWatch {
  const client = new CloudWatchClient(reach(account, 'cloudwatch'));
  return {
    region: account.region,
    listAlarms: (wish, signal) => listAlarms({ client, explain }, wish, signal),
    readMetrics: async (queries, stretch, signal) =>
      readMetrics({ client, explain }, queries, stretch, signal),
    close: () => client.destroy(),
  };
}

interface Asking {
  readonly client: CloudWatchClient;
  readonly explain: Explain;
}

async function* listAlarms(
  { client, explain }: Asking,
  { names, state }: AlarmWish,
  signal: AbortSignal,
): AsyncGenerator<Alarm, void, undefined> {
  for (const some of names ? inPages(names) : [undefined])
    yield* pages(
      paginateDescribeAlarms(
        { client, pageSize: page },
        {
          ...(state === undefined ? {} : { StateValue: state }),
          ...(some ? { AlarmNames: [...some], AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] } : {}),
        },
        { abortSignal: own(signal) },
      ),
      async (turn) => asked(explain, 'cloudwatch:DescribeAlarms', 'the alarms', turn),
      ({ MetricAlarms = [], CompositeAlarms = [] }): readonly Alarm[] =>
        [...MetricAlarms, ...CompositeAlarms].map(alarmOf),
    );
}

const inPages = (names: readonly string[]): ReadonlyArray<readonly string[]> =>
  Array.from({ length: Math.ceil(names.length / page) }, (_, index) =>
    names.slice(index * page, (index + 1) * page),
  );

/** One that is composed of others has no metric. */
function alarmOf(found: MetricAlarm): Alarm {
  const measured = (found.Metrics ?? []).flatMap(({ MetricStat }) => MetricStat?.Metric ?? []);
  const single = found.MetricName === undefined ? [] : [found];
  return {
    name: found.AlarmName ?? '',
    state: found.StateValue ?? 'INSUFFICIENT_DATA',
    reason: found.StateReason,
    since: (found.StateTransitionedTimestamp ?? found.StateUpdatedTimestamp)?.getTime(),
    watched: [...single, ...measured].map(({ MetricName = '', Dimensions = [] }) =>
      watchedOf(MetricName, Dimensions),
    ),
    actions: found.AlarmActions ?? [],
    isHigh: !(found.ComparisonOperator?.startsWith('LessThan') ?? false),
  };
}

function watchedOf(metric: string, dimensions: readonly Dimension[]): WatchedMetric {
  const valueOf = (name: string) => dimensions.find(({ Name }) => Name === name)?.Value;
  return { metric, endpoint: valueOf('EndpointName'), variant: valueOf('VariantName') };
}
