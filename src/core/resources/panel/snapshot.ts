import { formatAge } from '../../format';
import { phaseText } from '../../run/describe';
import type { RunRecord } from '../../run/runRecord';
import { isOver } from '../../run/runRecord';
import type { DrawnChart } from './drawnCharts';
import { wholeChart } from './drawnCharts';
import { figuresOf, processRows } from './figures';
import { hintsOf } from './hints';
import type { Beat, Growth, ResourcesSnapshot, Watchable } from './resourcesPanel';
import type { RunHistory } from '../history/runHistory';

/** A run with what was seen of it. */
export interface Seen {
  readonly record: RunRecord;
  readonly history: RunHistory;
}

type Present = Pick<Beat, 'figures' | 'hints' | 'processes'>;

/** What the panel says besides the charts. Of several runs that lie on one another, nothing is present. */
function presentOf(seen: readonly Seen[], now: number): Present {
  const [only] = seen;
  if (seen.length !== 1 || !only) return { figures: [], hints: [], processes: [] };
  const { record, history } = only;
  const running = !isOver(record);
  return {
    figures: figuresOf(history, running, now),
    hints: hintsOf(history, { running, asksForGpus: (record.gpus ?? 'none') !== 'none' }),
    processes: running ? processRows(history) : [],
  };
}

export function snapshotOf(
  runs: readonly RunRecord[],
  seen: readonly Seen[],
  charts: readonly DrawnChart[],
  now: number,
): ResourcesSnapshot {
  return {
    choices: runs.map((run) => watchable(run, now)),
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

const watchable = (run: RunRecord, now: number): Watchable => ({
  id: run.id,
  label: run.title,
  detail: isOver(run) ? formatAge(run.created / 1000, now / 1000) : phaseText(run.phase),
  running: !isOver(run),
});
