import { Histogram } from '../../../src/core/load/histogram/histogram';
import type { LoadState } from '../../../src/core/load/panel/loadSnapshot';
import { foundRate, judge, type RateSearch } from '../../../src/core/load/findRate';
import type { LoadStep } from '../../../src/core/load/plan/loadStep';
import { stepReport, type StepReport } from '../../../src/core/load/report/loadReport';
import { randomNumbers } from '../../../src/core/random';

const search: RateSearch = {
  limit: { quantile: 0.95, milliseconds: 120 },
  errorShare: 0.01,
  safety: 0.5,
  from: 20,
  to: 1000,
};

/** Latencies of a queue that fills near 200 requests in a second. */
function sampleSteps(rates: readonly number[] = [20, 40, 80, 160, 180, 190, 220]): readonly StepReport[] {
  return rates.map((rate) => {
    const random = randomNumbers(rate);
    const uniform = (): number => (random() + 0.5) / 2 ** 32;
    const load = Math.min(0.97, rate / 200);
    const histogram = new Histogram();
    for (let request = 0; request < 10 * rate; request += 1)
      histogram.record(1000 * (12 - (Math.log(uniform()) * 8) / (1 - load)));
    const step: LoadStep = {
      pace: { kind: 'open', rate, arrivals: 'even' },
      milliseconds: 11_000,
      warmUp: 1000,
    };
    const failed = rate > 200 ? 37 : 0;
    const half = Math.floor(5 * rate);
    const latency = histogram.counts();
    return stepReport(
      step,
      {
        began: 0,
        seconds: 10,
        ended: 'time',
        due: 10 * rate,
        sent: 10 * rate,
        answered: Math.min(2000, 10 * rate),
        errors: failed > 0 ? { unavailable: failed } : {},
        slices: [latency],
        variants: { blue: { errors: {}, latency: latency.slice(0, half) }, green: { errors: {}, latency } },
        lateness: 2,
        received: 0,
      },
      { cpu: { mean: rate / 2.2, max: rate / 2 }, memory: { mean: 310e6, max: 330e6 } },
    );
  });
}

export function sampleLoad(change: Partial<LoadState> = {}): LoadState {
  const steps = sampleSteps();
  return {
    title: 'Load Test iris',
    subject: 'http://127.0.0.1:50123/endpoints/iris/invocations · 150 payloads, 3.2 kB · text/csv',
    state: 'done',
    status: '',
    notes: ['Measured on this machine, where generator and endpoint share the processors.'],
    steps,
    live: [],
    found: foundRate(
      steps.map((step) => judge(step, search)),
      search,
    ),
    limit: search.limit.milliseconds,
    ...change,
  };
}
