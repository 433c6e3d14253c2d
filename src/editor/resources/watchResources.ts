import * as l10n from '@vscode/l10n';
import { pickRuns } from '../runs/pickRuns';
import type { RunsView } from '../runs/runsView';
import type { ResourcesView } from './resourcesView';

/** One run, or several that are compared. */
export async function watchResources(
  runs: RunsView,
  resources: ResourcesView,
  rows: readonly string[],
): Promise<void> {
  const title = l10n.t('Show Resources and Metrics');
  const chosen = await pickRuns(runs, rows, { title, fits: () => true, many: true });
  if (chosen.length > 0) await resources.watch(chosen.map(({ id }) => id));
}
