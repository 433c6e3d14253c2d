import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { pageHtml } from './pageHtml';

/** The bundles of one page, under `dist/webview`. */
export type Page = 'resources' | 'endpoint' | 'local' | 'load';

/** A page of ours in a webview of VS Code. */
export function webviewHtml(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  page: { name: Page; title: string },
): string {
  const nonce = randomBytes(16).toString('base64');
  const root = webviewRoot(extensionUri);
  const file = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(root, name)).toString();
  return pageHtml({
    nonce,
    source: webview.cspSource,
    title: page.title,
    language: vscode.env.language,
    texts: vscode.l10n.bundle ?? {},
    script: file(`${page.name}.js`),
    style: file(`${page.name}.css`),
  });
}

export const webviewRoot = (extensionUri: vscode.Uri): vscode.Uri =>
  vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
