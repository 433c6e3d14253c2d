import * as vscode from 'vscode';
import type { Closeable } from '../core/scope';

/** Read-only documents that are fetched when opened, and again when opened anew. */
export class FetchedDocuments implements vscode.TextDocumentContentProvider, Closeable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #registration: vscode.Disposable;
  readonly #scheme: string;
  readonly #extension: string;
  readonly #fetch: (subject: string) => Promise<string>;

  constructor(scheme: string, extension: string, fetch: (subject: string) => Promise<string>) {
    this.#scheme = scheme;
    this.#extension = extension;
    this.#fetch = fetch;
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    return this.#fetch(uri.query);
  }

  async open(title: string, subject: string): Promise<void> {
    // A slash would make folders of the title's parts, and only the last would be seen.
    const path = `/${title.replaceAll('/', '∕')}.${this.#extension}`;
    const uri = vscode.Uri.from({ scheme: this.#scheme, path, query: subject });
    this.#changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}
