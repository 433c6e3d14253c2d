import * as l10n from '@vscode/l10n';
import { pickRuns } from '../runs/pickRuns';
import type { RunsView } from '../runs/runsView';
import type { ResourcesView } from './resourcesView';

/** One run or endpoint, or several that are compared. */
export async function watchResources(
  runs: RunsView,
  resources: ResourcesView,
  rows: readonly string[],
): Promise<void> {
  const asked = rows
    .map((row) => runs.tree.row(row)?.subject ?? row)
    .filter((id) => runs.watchables.find(id));
  if (asked.length > 0) return resources.watch(asked);
  const title = l10n.t('Show Resources and Metrics');
  const chosen = await pickRuns(runs, rows, { title, fits: () => true, many: true });
  if (chosen.length > 0) await resources.watch(chosen.map(({ id }) => id));
}
