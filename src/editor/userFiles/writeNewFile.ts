import * as vscode from 'vscode';
import type { FileKind } from './fileKind';

/** Writes beside what is there already, under a name that is still free, and opens it. */
export async function writeNewFile(
  folder: vscode.Uri,
  { name, ending }: { readonly name: string; readonly ending: FileKind['ending'] },
  text: string,
): Promise<void> {
  const uri = await freeName(folder, name, ending);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}

async function freeName(folder: vscode.Uri, name: string, ending: string): Promise<vscode.Uri> {
  const taken = new Set((await vscode.workspace.fs.readDirectory(folder)).map(([each]) => each));
  for (let count = 1; ; count += 1) {
    const file = `${name}${count === 1 ? '' : `-${count}`}${ending}`;
    if (!taken.has(file)) return vscode.Uri.joinPath(folder, file);
  }
}

/** The folder of the workspace that is meant; nothing when none is open, or the user gave up. */
export async function pickFolder(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.length > 1 ? (await vscode.window.showWorkspaceFolderPick())?.uri : folders[0]?.uri;
}
