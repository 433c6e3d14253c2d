import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { openChannel } from '../../core/channel';
import { Problem } from '../../core/problem';
import { Scope, type Closeable } from '../../core/scope';
import type { LocalAct, LocalPanel } from '../../core/serve/panel/localPanel';
import { localSnapshot } from '../../core/serve/panel/localSnapshot';
import type { ServeWish } from '../../core/serve/serveControl';
import { commandId } from '../../manifest/commandId';
import { guard } from '../register';
import type { Services } from '../services';
import { webviewHtml, webviewRoot } from '../webviewHtml';
import type { ServedEndpoints } from './servedEndpoints';

/** Milliseconds between two snapshots, at most as often. */
const beat = 250;

/** What the buttons do is a command, for the endpoint of the page. */
const commandOf: Readonly<Record<LocalAct, Parameters<typeof commandId>[0]>> = {
  stop: 'stopLocalEndpoint',
  invoke: 'invokeLocalEndpoint',
  load: 'loadLocalEndpoint',
  resources: 'watchResources',
  log: 'showLocalEndpointLog',
};

/** The page of an endpoint on this machine. */
export class LocalPage implements Closeable {
  readonly panel: vscode.WebviewPanel;
  readonly #services: Services;
  readonly #served: ServedEndpoints;
  readonly #id: string;
  readonly #scope = new Scope();
  #timer: NodeJS.Timeout | undefined;

  constructor(services: Services, served: ServedEndpoints, id: string, panel: vscode.WebviewPanel) {
    this.panel = panel;
    this.#services = services;
    this.#served = served;
    this.#id = id;
    const { webview } = panel;
    const { extensionUri } = services;
    webview.options = { enableScripts: true, localResourceRoots: [webviewRoot(extensionUri)] };
    const wire = {
      post: (message: unknown) => void webview.postMessage(message),
      listen: (receive: (message: unknown) => void) => webview.onDidReceiveMessage(receive),
    };
    const page = this.#scope.own(
      openChannel<LocalPanel['host'], LocalPanel['view']>(wire, {
        ready: () => show(),
        setWeights: (weights) => this.#ask({ kind: 'weights', weights }),
        restart: (variant) => this.#ask({ kind: 'restart', variant }),
        act: (act) => void vscode.commands.executeCommand(commandId(commandOf[act]), id),
        copy: (text) => void vscode.env.clipboard.writeText(text),
      }),
    );
    const show = (): void => {
      this.#timer = undefined;
      const endpoint = served.find(id);
      if (endpoint)
        page.call('show', localSnapshot(endpoint, { contentType: 'text/csv', problem: undefined }));
    };
    const soon = (): void => {
      if (panel.visible) this.#timer ??= setTimeout(show, beat);
    };
    this.#scope.own(served.onChange((endpoint) => endpoint.id === id && soon()));
    this.#scope.own(panel.onDidChangeViewState(soon));
    this.#scope.own({ dispose: () => clearTimeout(this.#timer) });
    webview.html = webviewHtml(webview, extensionUri, { name: 'local', title: panel.title });
  }

  dispose(): void {
    this.#scope.dispose();
  }

  #ask(wish: ServeWish): void {
    void guard(this.#services, () => controlOf(this.#served, this.#id).ask(wish), 'local endpoint');
  }
}

export function controlOf(served: ServedEndpoints, id: string) {
  const control = served.servers.control(id);
  if (control) return control;
  throw new Problem(
    'run-gone',
    l10n.t(
      '{0} is followed by another window or terminal, or is over. What you want must be done there.',
      served.find(id)?.name ?? id,
    ),
  );
}
