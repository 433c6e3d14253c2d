import * as vscode from 'vscode';
import type { Closeable } from '../../core/scope';
import { localPanelType } from '../../manifest/viewIds';
import type { Services } from '../services';
import { LocalPage } from './localPage';
import type { ServedEndpoints } from './servedEndpoints';

/** One page for each endpoint on this machine. */
export class LocalPages implements Closeable {
  readonly #services: Services;
  readonly #served: ServedEndpoints;
  readonly #open = new Map<string, LocalPage>();

  constructor(services: Services, served: ServedEndpoints) {
    this.#services = services;
    this.#served = served;
  }

  open(id: string): void {
    const known = this.#open.get(id);
    if (known) return known.panel.reveal();
    const title = this.#served.find(id)?.name ?? id;
    this.#take(id, vscode.window.createWebviewPanel(localPanelType, title, vscode.ViewColumn.Active));
  }

  /** After the window was loaded again; of an endpoint that is gone there is nothing to show. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const id: unknown = typeof state === 'object' && state !== null ? Reflect.get(state, 'id') : undefined;
    await this.#served.read();
    if (typeof id === 'string' && this.#served.find(id)) this.#take(id, panel);
    else panel.dispose();
  }

  #take(id: string, panel: vscode.WebviewPanel): void {
    const page = new LocalPage(this.#services, this.#served, id, panel);
    this.#open.set(id, page);
    panel.onDidDispose(() => {
      page.dispose();
      if (this.#open.get(id) === page) this.#open.delete(id);
    });
  }

  dispose(): void {
    for (const page of this.#open.values()) page.dispose();
  }
}
