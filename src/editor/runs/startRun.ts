import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { Problem } from '../../core/problem';
import type { RunRecord } from '../../core/run/runRecord';
import { pathOf } from '../userFiles/documents';
import { requireTrust } from '../requireTrust';
import type { Services } from '../services';
import type { RunsView } from './runsView';

/** From a saved, sound run file to the end of its run. */
export async function startRun(
  services: Services,
  view: RunsView,
  document: vscode.TextDocument,
): Promise<RunRecord | undefined> {
  requireTrust(l10n.t('Training runs programs: it needs a workspace that you trust.'));
  if (document.isDirty && !(await document.save()))
    throw new Problem('file-unwritable', l10n.t('The run file could not be saved.'));
  const [{ readRunInput }, { files }] = await Promise.all([
    import('../../app/runs/readRunInput'),
    services.localWorld(),
  ]);
  const path = pathOf(document.uri);
  const { run, text, findings } = await readRunInput(files, path, new AbortController().signal);
  const wrong = findings.find(({ severity }) => severity === 'error');
  if (!run || wrong) {
    const at = document.positionAt(wrong?.start ?? 0);
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
    throw new Problem(
      'bad-run-file',
      l10n.t('Line {0} of the run file: {1}', at.line + 1, wrong?.message ?? ''),
    );
  }
  void vscode.commands.executeCommand(`${view.tree.id}.focus`, { preserveFocus: true });
  return view.runner.train(run, { text, path }, await view.folder());
}
