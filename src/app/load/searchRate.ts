import type { RateSearch } from '../../core/load/findRate';
import { firstRate, foundRate, judge, nextRate } from '../../core/load/findRate';
import { loadLimits, warmUpOf, type Arrivals, type LoadStep } from '../../core/load/plan/loadStep';
import type { RateTry } from '../../core/load/report/foundRate';
import type { LoadReport, StepReport } from '../../core/load/report/loadReport';
import type { LoadFollow, LoadOrder, LoadWorld } from './loadOrder';
import { loadReport, withSteps, type RunStep } from './runSteps';

export interface SearchOrder extends Omit<RateSearch, 'from' | 'to'> {
  /** A guess is made of how long one request takes when it is not given. */
  readonly from?: number;
  readonly to?: number;
  /** Of one try at least. */
  readonly milliseconds: number;
  readonly arrivals: Arrivals;
}

/** Of a quantile, that so many requests should lie beyond. */
const beyond = 5;
const longestTry = 30_000;
const probe: LoadStep = {
  pace: { kind: 'closed', concurrency: 1 },
  milliseconds: 5000,
  warmUp: 0,
  requests: 20,
};
const rest: LoadStep = { ...probe, milliseconds: 2000, requests: 3 };
const mostRests = 5;

/** The highest rate that holds a limit. Each try is one step of the report. */
export async function searchRate(
  world: LoadWorld,
  order: LoadOrder,
  wanted: SearchOrder,
  follow: LoadFollow,
): Promise<LoadReport> {
  return withSteps(world, order, follow, async (run) => {
    const from = wanted.from ?? firstRate(usualTime(await run(probe)));
    const search: RateSearch = { ...wanted, from, to: wanted.to ?? loadLimits.rate };
    let isGone = false;
    const steps: StepReport[] = [];
    const tries: RateTry[] = [];
    for (let rate = nextRate(tries, search); rate !== undefined; rate = nextRate(tries, search)) {
      if (follow.signal.aborted || isGone) break;
      const step = tryOf(rate, wanted);
      follow.report({ kind: 'step', index: steps.length, of: 0, step });
      const report = await run(step);
      const judged = judge(report, search);
      steps.push(report);
      tries.push(judged);
      follow.report({ kind: 'stepped', report, judged });
      isGone = report.ended === 'gone';
      if (judged.failed === undefined || isGone || (await recover(run, search, follow))) continue;
      isGone = true;
      tries.splice(-1, 1, { ...judged, failed: 'gone' });
    }
    return { ...loadReport(order, { steps, isGone }, world.clock.now()), found: foundRate(tries, search) };
  });
}

/** Whoever gives no right answer is asked as seldom as can be. */
const usualTime = ({ latency }: StepReport): number =>
  latency.count === 0 ? Number.POSITIVE_INFINITY : latency.p50;

/** Long enough for its quantile: a p99 of fifty requests is chance. */
function tryOf(rate: number, { milliseconds, arrivals, limit }: SearchOrder): LoadStep {
  const enough = (1000 * beyond) / (1 - limit.quantile) / rate;
  const length = Math.max(milliseconds, Math.min(longestTry, enough));
  return { pace: { kind: 'open', rate, arrivals }, milliseconds: length, warmUp: warmUpOf(length) };
}

/** What was too much may still be worked off, and would be laid to the next try. False when nobody is there any more. */
async function recover(run: RunStep, { limit }: RateSearch, { signal }: LoadFollow): Promise<boolean> {
  for (let rests = 0; rests < mostRests && !signal.aborted; rests += 1) {
    const { latency, errors, ended } = await run(rest);
    if (ended === 'gone') return false;
    if (Object.keys(errors).length === 0 && latency.max <= limit.milliseconds) return true;
  }
  return true;
}
