import * as vscode from 'vscode';
import { walkthroughId } from '../../manifest/walkthrough';
import type { Services } from '../services';

/** VS Code knows a walkthrough by its extension and its name. */
export async function openWalkthrough({ extensionId }: Services): Promise<void> {
  const category = `${extensionId}#${walkthroughId}`;
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', { category }, false);
}
