import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** The folder that the window has open: a copy of the examples. */
export function workspaceRoot(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  return folder.uri;
}

export async function openFile(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

export async function writeText(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
}

/** A file of this name that is not on disk. */
export async function openText(name: string, text: string): Promise<vscode.TextDocument> {
  const path = `${workspaceRoot().path}/${name}`;
  const document = await openFile(vscode.Uri.from({ scheme: 'untitled', path }));
  await writeText(document, text);
  return document;
}

/** Our diagnostics, each as its id and the text that it stands on. */
export const foundIn = (document: vscode.TextDocument): string[] =>
  vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source === 'sagemaker')
    .map(({ code, range }) => `${typeof code === 'string' ? code : ''} ${document.getText(range)}`);

/** The texts on which VS Code's JSON support has something to say. */
export const saidBySchema = (document: vscode.TextDocument): string[] =>
  vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source !== 'sagemaker')
    .map(({ range }) => document.getText(range));

export async function lensesOf({ uri }: vscode.TextDocument): Promise<readonly string[]> {
  const all = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    uri,
    10,
  );
  return all.flatMap(({ command }) => command?.title ?? []);
}
