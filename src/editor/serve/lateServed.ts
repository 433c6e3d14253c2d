import * as vscode from 'vscode';
import type { Watched } from '../../core/resources/panel/watched';
import type { Row } from '../../core/row';
import type { Closeable } from '../../core/scope';
import { localPanelType } from '../../manifest/viewIds';
import type { LocalPages } from './localPages';
import type { ServedEndpoints, ServedParts } from './servedEndpoints';

/** The endpoints on this machine until somebody looks: what they are comes in only then. */
export class LateServed implements Closeable {
  readonly #parts: ServedParts;
  readonly #came = new vscode.EventEmitter<readonly string[]>();
  readonly onCome = this.#came.event;
  #served: ServedEndpoints | undefined;
  #loading: Promise<ServedEndpoints> | undefined;
  #pages: Promise<LocalPages> | undefined;
  #watched: ((id: string) => Watched | undefined) | undefined;

  constructor(parts: ServedParts) {
    this.#parts = parts;
    const { scope } = parts.services;
    scope.own(
      vscode.window.registerWebviewPanelSerializer(localPanelType, {
        deserializeWebviewPanel: async (panel, state: unknown) => (await this.pages()).restore(panel, state),
      }),
    );
    scope.own(this.#came);
  }

  get rows(): readonly Row[] {
    return this.#served?.rows(Date.now()) ?? [];
  }

  /** Something goes on that tells times and counts. */
  get isBusy(): boolean {
    return this.#served?.isBusy ?? false;
  }

  find(id: string): Watched | undefined {
    return this.#watched?.(id);
  }

  /** The newest first. */
  async watched(): Promise<readonly Watched[]> {
    const served = await this.get();
    return served.all.flatMap(({ id }) => this.find(id) ?? []);
  }

  async get(): Promise<ServedEndpoints> {
    return (this.#loading ??= this.#load());
  }

  async pages(): Promise<LocalPages> {
    return (this.#pages ??= this.#loadPages());
  }

  look(): void {
    this.#served?.look();
  }

  dispose(): void {
    this.#came.dispose();
  }

  async #load(): Promise<ServedEndpoints> {
    const [{ ServedEndpoints: Served }, { watchedEndpoint }] = await Promise.all([
      import('./servedEndpoints'),
      import('../../core/resources/panel/watchedEndpoint'),
    ]);
    const { scope } = this.#parts.services;
    const served = scope.own(new Served(this.#parts));
    scope.own(served.onCome((ids) => this.#came.fire(ids)));
    this.#served = served;
    this.#watched = (id) => {
      const endpoint = served.find(id);
      return endpoint && watchedEndpoint(endpoint);
    };
    return served;
  }

  async #loadPages(): Promise<LocalPages> {
    const [{ LocalPages: Pages }, served] = await Promise.all([import('./localPages'), this.get()]);
    const { services } = this.#parts;
    return services.scope.own(new Pages(services, served));
  }
}
