import * as vscode from 'vscode';

/** What can be done with a document, above its first line. Its address is the command's argument. */
export const topLens = (uri: vscode.Uri, title: string, command: string): vscode.CodeLens =>
  new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title, command, arguments: [uri.toString()] });
