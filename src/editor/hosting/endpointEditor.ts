import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { applyDraft } from '../../app/hosting/applyDraft';
import { readEndpoint } from '../../app/hosting/readEndpoint';
import { readMetrics, type EndpointMetrics } from '../../app/hosting/readMetrics';
import { openChannel, type Channel } from '../../core/channel';
import { movedShare } from '../../core/hosting/consequences';
import { isMoving } from '../../core/hosting/endpoint';
import type { EndpointDetails } from '../../core/hosting/endpointDetails';
import type { EndpointPlace } from '../../core/hosting/endpointPlace';
import { statusInWords } from '../../core/hosting/endpointDetails';
import { measuredRps, measuredRpsKey } from '../../core/hosting/measuredRps';
import type { ApplyIntent, EndpointPanel } from '../../core/hosting/panel/endpointPanel';
import { endpointSnapshot, type Beside } from '../../core/hosting/panel/snapshot';
import { isProduction } from '../../core/hosting/production';
import { isAbort, Problem } from '../../core/problem';
import { Scope, type Closeable } from '../../core/scope';
import { commandId } from '../../manifest/commandId';
import { guard, logError } from '../register';
import { requireTrust } from '../requireTrust';
import type { Services } from '../services';
import { webviewHtml, webviewRoot } from '../webviewHtml';
import type { EndpointHistory } from './endpointHistory';
import type { EndpointsView } from './endpointsView';
import { MetricsWatch } from './metricsWatch';
import { PriceBook } from './priceBook';
import type { RolloutHistory } from './rollout/rolloutHistory';

/** Milliseconds; only while the page is seen and the endpoint moves. */
const readEvery = 5000;
/** Percent of the traffic: a larger move is confirmed by typing the name. */
const largeMove = 20;

interface Known {
  readonly details: EndpointDetails;
  readonly region: string;
  readonly account: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface EditorParts {
  readonly services: Services;
  readonly view: EndpointsView;
  readonly history: EndpointHistory;
  readonly updates: RolloutHistory;
}

/** The page of one endpoint: shows what AWS has, and writes what was reviewed there. */
export class EndpointEditor implements Closeable {
  readonly panel: vscode.WebviewPanel;
  readonly #parts: EditorParts;
  readonly #name: string;
  /** Nothing for a page of before there were several. */
  readonly #region: string | undefined;
  readonly #scope = new Scope();
  readonly #closed = new AbortController();
  readonly #page: Channel<EndpointPanel['view']>;
  readonly #metrics: MetricsWatch;
  readonly #prices: PriceBook;
  #known: Known | undefined;
  #beside: Beside = { work: undefined, problem: undefined };
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: EditorParts, { name, region }: EndpointPlace, panel: vscode.WebviewPanel) {
    this.#parts = parts;
    this.#name = name;
    this.#region = region || undefined;
    this.panel = panel;
    const { extensionUri } = parts.services;
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [webviewRoot(extensionUri)] };
    const wire = {
      post: (message: unknown) => void webview.postMessage(message),
      listen: (receive: (message: unknown) => void) => webview.onDidReceiveMessage(receive),
    };
    this.#page = this.#scope.own(
      openChannel<EndpointPanel['host'], EndpointPanel['view']>(wire, {
        ready: () => this.#do(async () => this.#read()),
        refresh: () => {
          this.#do(async () => this.#read());
          this.#metrics.renew();
        },
        apply: (intent) => this.#do(async () => this.#apply(intent)),
        lookBack: (hours) => this.#metrics.lookBack(hours),
        getPrices: () => this.#do(async () => this.#prices.fetch()),
        copy: (text) => this.#do(async () => vscode.env.clipboard.writeText(text)),
        update: (to) => this.#do(async () => this.#update(to)),
        removeMade: (to) => this.#do(async () => this.#removeMade(to)),
      }),
    );
    this.#scope.own({ dispose: () => clearTimeout(this.#timer) });
    this.#scope.own({ dispose: () => this.#closed.abort() });
    this.#prices = this.#scope.own(new PriceBook(parts.services, () => this.#show()));
    this.#metrics = this.#scope.own(
      new MetricsWatch(parts.services, {
        read: async (hours, signal) => this.#readMetrics(hours, signal),
        changed: () => this.#show(),
      }),
    );
    this.#scope.own(
      panel.onDidChangeViewState(() => {
        this.#metrics.look(panel.visible && this.#known !== undefined);
        if (panel.visible) this.#do(async () => this.#read());
      }),
    );
    webview.html = webviewHtml(webview, extensionUri, { name: 'endpoint', title: panel.title });
  }

  dispose(): void {
    this.#scope.dispose();
  }

  #do(work: () => Promise<void>): void {
    void guard(this.#parts.services, work, 'endpoint');
  }

  async #read(): Promise<void> {
    // A change that is under way tells for itself.
    if (this.#beside.work) return;
    const { services, view } = this.#parts;
    const signal = this.#closed.signal;
    try {
      this.#known = await view.withHosting(async (place) => {
        const report = (error: unknown): void => logError(services, 'endpoint', error);
        const details = await readEndpoint({ ...place, report }, this.#name, signal);
        if (!details) throw gone(this.#name);
        const { arn } = details.endpoint;
        const tags = await place.hosting.readTags(arn, signal).catch((error: unknown) => {
          report(error);
          return {};
        });
        return { details, tags, region: place.hosting.region, account: arn.split(':')[4] ?? '' };
      }, this.#region);
      this.#beside = { ...this.#beside, problem: undefined };
    } catch (error) {
      if (isAbort(error)) return;
      if (!(error instanceof Problem)) throw error;
      logError(services, 'endpoint', error);
      this.#beside = { ...this.#beside, problem: error.message };
      // With nothing to show beside it, the message is all there is.
      if (!this.#known) throw error;
    }
    this.#show();
    this.#metrics.look(this.panel.visible);
    if (this.#known) await this.#prices.open(this.#known.region);
  }

  async #readMetrics(hours: number, signal: AbortSignal): Promise<EndpointMetrics | undefined> {
    const { services, view, history } = this.#parts;
    const { details } = this.#known ?? {};
    if (!details) return undefined;
    const { clock } = await services.world();
    const wish = { hours, history: history.of(this.#key) };
    return view.withHosting(
      async ({ cloudWatch }) => readMetrics({ cloudWatch, clock }, details, wish, signal),
      this.#region,
    );
  }

  #show(): void {
    if (!this.#known) return;
    const { details, region, tags } = this.#known;
    const { history, updates, services } = this.#parts;
    const place = {
      region,
      tags,
      history: history.of(this.#key),
      updates: updates.of(this.#key),
      measured: measuredRps(services.memory.get(measuredRpsKey)),
      metrics: this.#metrics.state,
      prices: this.#prices.state,
    };
    this.#page.call('show', endpointSnapshot(details, place, this.#beside));
    clearTimeout(this.#timer);
    if (!this.#beside.work && isMoving(details.endpoint.status) && this.panel.visible)
      this.#timer = setTimeout(() => this.#do(async () => this.#read()), readEvery);
  }

  /** Accounts and regions may have endpoints of the same name. */
  get #key(): string {
    return [this.#known?.account, this.#known?.region, this.#name].join('/');
  }

  /** As the command does it: the questions are the same. */
  async #update(to: string | undefined): Promise<void> {
    if (!this.#known || this.#beside.work) return;
    const row = `endpoint:${this.#known.region}/${this.#name}`;
    await vscode.commands.executeCommand(
      commandId('updateEndpoint'),
      to === undefined ? row : `${row}/=${to}`,
    );
    await this.#read();
  }

  async #removeMade(to: string): Promise<void> {
    if (!this.#known) return;
    const row = `endpoint:${this.#known.region}/${this.#name}/=${to}`;
    await vscode.commands.executeCommand(commandId('removeRolledBack'), row);
    await this.#read();
  }

  async #apply(intent: ApplyIntent): Promise<void> {
    requireTrust(l10n.t('Endpoints are changed with your rights: that needs a workspace that you trust.'));
    if (!this.#known || this.#beside.work || !(await this.#confirm(intent))) return;
    const { services, view, history } = this.#parts;
    const { clock } = await services.world();
    const since = Date.now();
    this.#tell({ work: { call: 1, calls: 1, since, status: '' }, problem: undefined });
    try {
      await view.withHosting(
        async ({ hosting }) =>
          applyDraft(
            { hosting, clock },
            { name: this.#name, ...intent },
            {
              begin: async (before, after) => history.add(this.#key, before, after),
              report: ({ call, calls, endpoint }) =>
                this.#tell({
                  work: { call, calls, since, status: statusInWords(endpoint.status) },
                  problem: undefined,
                }),
            },
            this.#closed.signal,
          ),
        this.#region,
      );
      this.#beside = { work: undefined, problem: undefined };
    } catch (error) {
      this.#beside = { work: undefined, problem: error instanceof Problem ? error.message : undefined };
      if (!(error instanceof Problem)) throw error;
      logError(services, 'endpoint', error);
    } finally {
      if (!this.#closed.signal.aborted) {
        const { problem } = this.#beside;
        await this.#read();
        if (problem !== undefined) this.#tell({ work: undefined, problem });
        await view.renew(this.#name, this.#region);
      }
    }
  }

  #tell(beside: Beside): void {
    this.#beside = beside;
    this.#show();
  }

  /** In proportion to the risk: a small move was reviewed already. */
  async #confirm({ base, draft }: ApplyIntent): Promise<boolean> {
    const moved = movedShare(base, draft);
    const isLive = isProduction(this.#name, this.#known?.tags ?? {});
    if (!isLive && moved <= largeMove) return true;
    const typed = await vscode.window.showInputBox({
      ignoreFocusOut: true,
      title: l10n.t('Change {0}', this.#name),
      prompt: isLive
        ? l10n.t('This is a production endpoint. Type its name to change it.')
        : l10n.t('{0} % of its traffic move. Type its name to go on.', moved),
      validateInput: (text) => (text === this.#name ? undefined : l10n.t('Type {0}.', this.#name)),
    });
    return typed === this.#name;
  }
}

const gone = (name: string): Problem =>
  new Problem('data-missing', l10n.t('There is no endpoint {0} any more.', name));
