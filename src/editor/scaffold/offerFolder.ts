import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

/** What lies outside of the workspace is neither checked nor found again: its own window is one click away. */
export async function offerFolder(folder: vscode.Uri): Promise<void> {
  if (vscode.workspace.getWorkspaceFolder(folder)) return;
  const open = l10n.t('Open Folder');
  const text = l10n.t('The container is ready. Open its folder to check and train it.');
  if ((await vscode.window.showInformationMessage(text, open)) === open)
    await vscode.commands.executeCommand('vscode.openFolder', folder);
}
