import type { DrawnChart } from './drawnCharts';
import { wholeChart } from './drawnCharts';
import { figuresOf, processRows } from './figures';
import { hintsOf } from './hints';
import type { Beat, Growth, ResourcesSnapshot, Watchable } from './resourcesPanel';
import type { RunHistory } from '../history/runHistory';
import type { Watched } from './watched';

/** With what was seen of it. */
export interface Seen {
  readonly record: Watched;
  readonly history: RunHistory;
}

type Present = Pick<Beat, 'figures' | 'hints' | 'processes'>;

/** What the panel says besides the charts. Of several runs that lie on one another, nothing is present. */
function presentOf(seen: readonly Seen[], now: number): Present {
  const [only] = seen;
  if (seen.length !== 1 || !only) return { figures: [], hints: [], processes: [] };
  const { record, history } = only;
  const { isRunning, asksForGpus } = record;
  return {
    figures: figuresOf(history, isRunning, now),
    hints: hintsOf(history, { running: isRunning, asksForGpus }),
    processes: isRunning ? processRows(history) : [],
  };
}

export function snapshotOf(
  all: readonly Watched[],
  seen: readonly Seen[],
  charts: readonly DrawnChart[],
  now: number,
): ResourcesSnapshot {
  return {
    choices: all.map((each) => watchable(each, now)),
    shown: seen.map(({ record }) => record.id),
    ...presentOf(seen, now),
    charts: charts.map(wholeChart),
    notes: [...new Set(seen.flatMap(({ history }) => [...history.notes]))],
  };
}

export const beatOf = (growth: readonly Growth[], seen: readonly Seen[], now: number): Beat => ({
  growth,
  ...presentOf(seen, now),
});

const watchable = ({ id, title, detail, isRunning }: Watched, now: number): Watchable => ({
  id,
  label: title,
  detail: detail(now),
  running: isRunning,
});
