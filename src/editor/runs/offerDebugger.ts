import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { attachConfiguration } from '../../core/run/attachConfiguration';
import type { RunRecord } from '../../core/run/runRecord';

/** A run whose file says `debug` listens for a debugger; which is attached when the program waits for it. */
export async function offerDebugger(record: RunRecord): Promise<void> {
  const configuration = attachConfiguration(record);
  if (!configuration) return;
  const attach = l10n.t('Attach Debugger');
  const text = l10n.t(
    '{0} can be debugged on port {1}, once its program has called debugpy.listen(("0.0.0.0", {1})).',
    record.title,
    configuration.connect.port,
  );
  if ((await vscode.window.showInformationMessage(text, attach)) !== attach) return;
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(record.runFile));
  await vscode.debug.startDebugging(folder, configuration);
}
