import * as vscode from 'vscode';
import type { Closeable } from '../../core/scope';
import { endpointPanelType } from '../../manifest/viewIds';
import { EndpointEditor, type EditorParts } from './endpointEditor';

/** One page for each endpoint. */
export class EndpointEditors implements Closeable {
  readonly #parts: EditorParts;
  readonly #open = new Map<string, EndpointEditor>();

  constructor(parts: EditorParts) {
    this.#parts = parts;
  }

  open(name: string): void {
    const known = this.#open.get(name);
    if (known) known.panel.reveal();
    else this.take(name, vscode.window.createWebviewPanel(endpointPanelType, name, vscode.ViewColumn.Active));
  }

  /** A panel that is there already, as after the window was loaded again. */
  take(name: string, panel: vscode.WebviewPanel): void {
    const editor = new EndpointEditor(this.#parts, name, panel);
    this.#open.set(name, editor);
    panel.onDidDispose(() => {
      editor.dispose();
      if (this.#open.get(name) === editor) this.#open.delete(name);
    });
  }

  dispose(): void {
    for (const editor of this.#open.values()) editor.dispose();
  }
}
