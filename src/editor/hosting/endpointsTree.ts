import * as vscode from 'vscode';
import { endpointPanelType, viewId } from '../../manifest/viewIds';
import type { EndpointPlace } from '../../core/hosting/endpointPlace';
import type { Row } from '../../core/row';
import type { Closeable } from '../../core/scope';
import { guard } from '../register';
import type { LazyRows } from '../rowTree';
import { RowTree } from '../rowTree';
import type { Services } from '../services';
import type { EndpointEditors } from './endpointEditors';
import type { EndpointsView } from './endpointsView';

/** The Endpoints view until somebody looks at it: what it does comes in only then. */
export class EndpointsTree implements LazyRows, Closeable {
  readonly tree: RowTree;
  readonly #services: Services;
  #view: Promise<EndpointsView> | undefined;
  #editors: Promise<EndpointEditors> | undefined;

  constructor(services: Services) {
    this.#services = services;
    const { scope } = services;
    this.tree = scope.own(new RowTree(viewId('endpoints'), { lazy: this }));
    const look = async (visible: boolean): Promise<void> =>
      guard(
        services,
        async () => {
          (await this.view()).look(visible);
          if (!visible) return;
          const { offerResume } = await import('./rollout/offerResume');
          await offerResume({ services, tree: this });
        },
        'endpoints',
      );
    scope.own(this.tree.view.onDidChangeVisibility(({ visible }) => void look(visible)));
    if (this.tree.view.visible) void look(true);
    scope.own(
      vscode.window.registerWebviewPanelSerializer(endpointPanelType, {
        deserializeWebviewPanel: async (panel, state: unknown) =>
          (await this.editors()).take(placeIn(state) ?? { region: '', name: panel.title }, panel),
      }),
    );
  }

  async view(): Promise<EndpointsView> {
    return (this.#view ??= import('./endpointsView').then(({ EndpointsView: View }) =>
      this.#services.scope.own(new View(this.#services, this.tree)),
    ));
  }

  async editors(): Promise<EndpointEditors> {
    return (this.#editors ??= this.#loadEditors());
  }

  async #loadEditors(): Promise<EndpointEditors> {
    const { scope, userMemory } = this.#services;
    const [view, { EndpointEditors: Editors }, { EndpointHistory }, { RolloutHistory }] = await Promise.all([
      this.view(),
      import('./endpointEditors'),
      import('./endpointHistory'),
      import('./rollout/rolloutHistory'),
    ]);
    const history = new EndpointHistory(userMemory);
    return scope.own(
      new Editors({ services: this.#services, view, history, updates: new RolloutHistory(userMemory) }),
    );
  }

  async children(row: Row): Promise<readonly Row[]> {
    return (await this.view()).children(row);
  }

  renew(row: Row): Row {
    return row;
  }

  async describe(row: Row): Promise<string | undefined> {
    return (await this.view()).describe(row);
  }

  dispose(): void {
    this.tree.dispose();
  }
}

/** What the page has remembered. */
function placeIn(state: unknown): EndpointPlace | undefined {
  if (typeof state !== 'object' || state === null) return undefined;
  const { region, name } = { region: undefined, name: undefined, ...state };
  return typeof region === 'string' && typeof name === 'string' ? { region, name } : undefined;
}
