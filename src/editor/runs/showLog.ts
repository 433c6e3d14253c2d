import * as vscode from 'vscode';
import { runFolder } from '../../core/run/runFolder';
import type { RunRecord } from '../../core/run/runRecord';
import type { RunsView } from './runsView';

/** The terminal of a run that goes on here, else its log as a file. */
export async function showLog(view: RunsView, run: RunRecord): Promise<void> {
  if (view.runner.showTerminal(run.id)) return;
  const folder = runFolder(run.folder);
  for (const { name } of run.hosts) {
    const file = vscode.Uri.file(folder.log(name, run.interruptions));
    await vscode.window.showTextDocument(file, { preview: run.hosts.length === 1 });
  }
}
