import * as vscode from 'vscode';
import { openChannel, type Channel } from '../../core/channel';
import type { LoadPanel } from '../../core/load/panel/loadPanel';
import { loadSnapshot, type LoadState } from '../../core/load/panel/loadSnapshot';
import type { Scope } from '../../core/scope';
import { guard } from '../register';
import type { Services } from '../services';
import { webviewHtml, webviewRoot } from '../webviewHtml';

export interface LoadActions {
  readonly stop: () => void;
  readonly again: () => Promise<void>;
  readonly compare: () => Promise<void>;
  readonly document: () => Promise<void>;
  readonly closed: () => void;
}

/** The page of a load test. */
export class LoadPanelView {
  readonly #scope: Scope;
  readonly #page: Channel<LoadPanel['view']>;
  #state: LoadState | undefined;
  #isClosed = false;

  constructor(services: Services, title: string, actions: LoadActions) {
    const { extensionUri } = services;
    this.#scope = services.scope.child();
    const options = {
      enableScripts: true,
      localResourceRoots: [webviewRoot(extensionUri)],
      // What was chosen in the page is worth more than its memory.
      retainContextWhenHidden: true,
    };
    const panel = vscode.window.createWebviewPanel(
      'longshore.load',
      title,
      vscode.ViewColumn.Active,
      options,
    );
    const { webview } = panel;
    const wire = {
      post: (message: unknown) => void webview.postMessage(message),
      listen: (receive: (message: unknown) => void) => webview.onDidReceiveMessage(receive),
    };
    const act = (work: () => Promise<void>) => (): void => void guard(services, work, 'load');
    this.#page = this.#scope.own(
      openChannel<LoadPanel['host'], LoadPanel['view']>(wire, {
        ready: () => this.#send(),
        stop: () => actions.stop(),
        again: act(actions.again),
        compare: act(actions.compare),
        document: act(actions.document),
      }),
    );
    this.#scope.own(
      panel.onDidDispose(() => {
        this.#isClosed = true;
        actions.closed();
        this.#scope.dispose();
      }),
    );
    this.#scope.own(panel);
    webview.html = webviewHtml(webview, extensionUri, { name: 'load', title });
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  show(state: LoadState): void {
    this.#state = state;
    this.#send();
  }

  #send(): void {
    if (this.#state && !this.#isClosed) this.#page.call('show', loadSnapshot(this.#state));
  }
}
