import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { openChannel } from '../../core/channel';
import type { ResourcesPanel } from '../../core/resources/resourcesPanel';
import { viewId } from '../../manifest/views';
import type { Services } from '../services';
import { webviewHtml, webviewRoot } from '../webviewHtml';

/** The Resources panel: a page that draws snapshots, made anew by VS Code whenever it is shown again. */
export function registerResourcesView(services: Services): void {
  const provider = { resolveWebviewView: (view: vscode.WebviewView) => resolve(services, view) };
  services.scope.own(vscode.window.registerWebviewViewProvider(viewId('resources'), provider));
}

function resolve({ extensionUri, scope }: Services, view: vscode.WebviewView): void {
  const { webview } = view;
  webview.options = { enableScripts: true, localResourceRoots: [webviewRoot(extensionUri)] };
  const wire = {
    post: (message: unknown) => void webview.postMessage(message),
    listen: (receive: (message: unknown) => void) => webview.onDidReceiveMessage(receive),
  };
  const shown = scope.child();
  const channel = shown.own(
    openChannel<ResourcesPanel['host'], ResourcesPanel['view']>(wire, {
      ready: () =>
        channel.call('show', {
          choices: [],
          shown: [],
          figures: [],
          hints: [],
          charts: [],
          processes: [],
          notes: [],
        }),
      watch: () => undefined,
      follow: () => undefined,
      save: () => undefined,
    }),
  );
  view.onDidDispose(() => shown.dispose());
  webview.html = webviewHtml(webview, extensionUri, { name: 'resources', title: l10n.t('Resources') });
}
