import type { CloudWatch } from '../../core/hosting/cloudWatchPorts';
import type { EndpointDetails } from '../../core/hosting/endpointDetails';
import { metricsSnapshot, type MetricsSnapshot } from '../../core/hosting/metrics/metricsSnapshot';
import { recentTraffic, type RecentTraffic } from '../../core/hosting/metrics/recentTraffic';
import { measuresOf, type MeasuredVariant } from '../../core/hosting/metrics/variantMetrics';
import type { PastChange } from '../../core/hosting/panel/endpointPanel';
import type { Clock } from '../../core/ports';

export interface EndpointMetrics {
  readonly snapshot: MetricsSnapshot;
  readonly traffic: RecentTraffic | undefined;
}

interface Wish {
  readonly hours: number;
  readonly history: readonly PastChange[];
}

const hour = 3_600_000;

/** What CloudWatch knows of an endpoint, asked once for all. */
export async function readMetrics(
  { cloudWatch, clock }: { readonly cloudWatch: CloudWatch; readonly clock: Clock },
  { endpoint, config }: Pick<EndpointDetails, 'endpoint' | 'config'>,
  { hours, history }: Wish,
  signal: AbortSignal,
): Promise<EndpointMetrics> {
  // A day in minutes would be more points than pixels.
  const period = hours > 6 ? 300 : 60;
  const asked = clock.now();
  const step = period * 1000;
  const to = Math.ceil(asked / step) * step;
  const stretch = { from: to - hours * hour, to };
  const variants = endpoint.variants.map(({ name, serverless }): MeasuredVariant => ({
    name,
    instanceType: config?.variants.find((each) => each.name === name)?.instanceType,
    isServerless: serverless !== undefined,
  }));
  const measured = measuresOf(endpoint.name, variants, { period, isAsync: endpoint.isAsync });
  const answers = await cloudWatch.readMetrics(
    measured.map(({ query }) => query),
    stretch,
    signal,
  );
  return {
    snapshot: metricsSnapshot({ stretch, asked, period, variants, measured, answers, history }),
    traffic: recentTraffic(measured, answers, period),
  };
}
