import * as vscode from 'vscode';
import type { RunRecord } from '../../core/run/runRecord';
import { formatAge } from '../../core/format';
import type { RunsView } from './runsView';

interface Wanted {
  readonly title: string;
  readonly fits: (run: RunRecord) => boolean;
  readonly many: boolean;
}

/** The runs that a command was called on, or those that the user picks. */
export async function pickRuns(
  view: RunsView,
  rows: readonly string[],
  { title, fits, many }: Wanted,
): Promise<readonly RunRecord[]> {
  const asked = [...new Set(rows.map((row) => view.tree.row(row)?.subject ?? row))];
  if (asked.length > 0) return asked.flatMap((id) => view.find(id) ?? []).filter(fits);
  const runs = (await view.current()).filter(fits);
  const items = runs.map((run) => ({
    label: run.title,
    description: formatAge(run.created / 1000, Date.now() / 1000),
    detail: run.id,
    run,
  }));
  if (many) {
    const chosen = await vscode.window.showQuickPick(items, { title, canPickMany: true });
    return chosen?.map(({ run }) => run) ?? [];
  }
  const chosen = await vscode.window.showQuickPick(items, { title });
  return chosen ? [chosen.run] : [];
}
