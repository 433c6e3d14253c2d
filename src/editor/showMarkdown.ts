import * as vscode from 'vscode';

/** As a page, whose links open the files; as text where VS Code's own Markdown is turned off. */
export async function showMarkdown(file: vscode.Uri): Promise<void> {
  if (vscode.extensions.getExtension('vscode.markdown-language-features'))
    await vscode.commands.executeCommand('markdown.showPreview', file);
  else await vscode.window.showTextDocument(file);
}
