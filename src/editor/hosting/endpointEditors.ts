import * as vscode from 'vscode';
import type { Closeable } from '../../core/scope';
import { subjectOf, type EndpointPlace } from '../../core/hosting/endpointPlace';
import { endpointPanelType } from '../../manifest/viewIds';
import { EndpointEditor, type EditorParts } from './endpointEditor';

/** One page for each endpoint. */
export class EndpointEditors implements Closeable {
  readonly #parts: EditorParts;
  readonly #open = new Map<string, EndpointEditor>();

  constructor(parts: EditorParts) {
    this.#parts = parts;
  }

  open(place: EndpointPlace): void {
    const known = this.#open.get(subjectOf(place));
    if (known) return known.panel.reveal();
    const panel = vscode.window.createWebviewPanel(endpointPanelType, place.name, vscode.ViewColumn.Active);
    this.take(place, panel);
  }

  /** A panel that is there already, as after the window was loaded again. */
  take(place: EndpointPlace, panel: vscode.WebviewPanel): void {
    const editor = new EndpointEditor(this.#parts, place, panel);
    const subject = subjectOf(place);
    this.#open.set(subject, editor);
    panel.onDidDispose(() => {
      editor.dispose();
      if (this.#open.get(subject) === editor) this.#open.delete(subject);
    });
  }

  dispose(): void {
    for (const editor of this.#open.values()) editor.dispose();
  }
}
