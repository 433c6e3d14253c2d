import { homedir } from 'node:os';
import { basename } from 'node:path';
import * as vscode from 'vscode';

interface PageFile {
  readonly name: string;
  readonly content: string;
  readonly isDataUrl: boolean;
}

/** Saves what a page made, where the user wants it. */
export async function saveFile({ name, content, isDataUrl }: PageFile): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(folder, basename(name)),
  });
  if (!target) return;
  const bytes = isDataUrl
    ? Buffer.from(content.slice(content.indexOf(',') + 1), 'base64')
    : Buffer.from(content, 'utf8');
  await vscode.workspace.fs.writeFile(target, bytes);
}
