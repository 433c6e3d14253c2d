import { metricsSnapshot } from '../../../src/core/hosting/metrics/metricsSnapshot';
import { recentTraffic } from '../../../src/core/hosting/metrics/recentTraffic';
import { measuresOf, type Measure } from '../../../src/core/hosting/metrics/variantMetrics';
import type { MetricsState } from '../../../src/core/hosting/panel/endpointPanel';

const minute = 60_000;

/** Three hours of an endpoint whose traffic comes in waves, and which was changed an hour ago. */
export function sampleMetrics(now: number): MetricsState {
  const to = Math.ceil(now / minute) * minute;
  const stretch = { from: to - 180 * minute, to };
  const variants = ['blue', 'green'].map((name) => ({
    name,
    instanceType: 'ml.m5.xlarge',
    isServerless: false,
  }));
  const measured = measuresOf('iris', variants, { period: 60, isAsync: false });
  const answers = new Map(
    measured.map(({ variant, measure, query }) => {
      const times = Array.from({ length: 177 }, (_, index) => stretch.from + index * minute);
      return [
        query.id,
        { times, values: times.map((_, index) => value(measure, variant === 'blue' ? 1 : 0.06, index)) },
      ];
    }),
  );
  return {
    hours: 3,
    snapshot: metricsSnapshot({
      stretch,
      asked: now,
      period: 60,
      variants,
      measured,
      answers,
      history: [{ at: to - 62 * minute, before: { variants: [] }, after: { variants: [] } }],
    }),
    traffic: recentTraffic(measured, answers, 60),
    unseen: undefined,
  };
}

/** As a real endpoint's look: slow waves with noise that is the same each time. */
function value(measure: Measure, share: number, index: number): number {
  const wave = 1 + 0.4 * Math.sin(index / 24) + 0.12 * Math.sin(index * 1.7);
  switch (measure) {
    case 'requests':
      return Math.round(180 * share * wave);
    case 'backlog':
    case 'clientErrors':
      return index % 31 === 0 ? 2 : 0;
    case 'serverErrors':
      return index > 120 && index < 124 ? 3 : 0;
    case 'modelErrors':
      return index > 120 && index < 124 ? 2 : 0;
    case 'latencyMiddle':
      return 42_000 * (0.9 + 0.1 * wave);
    case 'latencyHigh':
      return 78_000 * (0.7 + 0.3 * wave);
    case 'processor':
      return 180 * wave;
    case 'memory':
      return 61 + 2 * Math.sin(index / 60);
    case 'gpu':
    case 'gpuMemory':
      return 0;
  }
}
