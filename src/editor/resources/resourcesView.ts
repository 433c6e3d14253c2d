import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Channel } from '../../core/channel';
import { openChannel } from '../../core/channel';
import type { DrawnChart, Sent, ShownRun } from '../../core/resources/panel/drawnCharts';
import type { ResourcesPanel } from '../../core/resources/panel/resourcesPanel';
import type { Seen } from '../../core/resources/panel/snapshot';
import type { Watched } from '../../core/resources/panel/watched';
import type { Closeable } from '../../core/scope';
import { Scope } from '../../core/scope';
import { viewId } from '../../manifest/viewIds';
import { guard } from '../register';
import type { Services } from '../services';
import { webviewHtml, webviewRoot } from '../webviewHtml';
import type { Histories } from './histories';
import { saveFile } from './saveFile';
import type { Watchables } from './watchables';

/** Milliseconds. */
const beat = 500;
/** What another window follows comes from the disk. */
const readEvery = 5000;
/** The page gets everything anew, with what has become old in coarser steps. */
const wholeEvery = 120_000;
/** So many may be chosen. */
const most = 30;

type Page = Channel<ResourcesPanel['view']>;

/** The Resources panel: what runs and endpoints use and say over time, drawn while somebody looks. */
export class ResourcesView implements Closeable, vscode.WebviewViewProvider {
  readonly #services: Services;
  readonly #all: Watchables;
  readonly #histories: Histories;
  readonly #scope = new Scope();
  #page: Page | undefined;
  #view: vscode.WebviewView | undefined;
  /** What the user chose; until then the newest is shown. */
  #chosen: readonly string[] = [];
  #seen: readonly Seen[] = [];
  #sent: Sent = new Map();
  #shownAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #due = 0;
  /** Another one is to be shown. */
  #isStale = false;
  #notes = 0;

  constructor(services: Services, all: Watchables, histories: Histories) {
    this.#services = services;
    this.#all = all;
    this.#histories = histories;
    this.#scope.own(vscode.window.registerWebviewViewProvider(viewId('resources'), this));
    this.#scope.own(histories.onChange((id) => this.#changed(id)));
    this.#scope.own(all.onChange((ids) => this.#cameOrWent(ids)));
    this.#scope.own({ dispose: () => clearTimeout(this.#timer) });
  }

  /** Shows these, and opens the panel. */
  async watch(ids: readonly string[]): Promise<void> {
    this.#chosen = ids;
    await vscode.commands.executeCommand(`${viewId('resources')}.focus`);
    if (this.#page) await this.#show();
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const { extensionUri } = this.#services;
    const { webview } = view;
    webview.options = { enableScripts: true, localResourceRoots: [webviewRoot(extensionUri)] };
    const shown = this.#scope.child();
    const wire = {
      post: (message: unknown) => void webview.postMessage(message),
      listen: (receive: (message: unknown) => void) => webview.onDidReceiveMessage(receive),
    };
    const page = shown.own(
      openChannel<ResourcesPanel['host'], ResourcesPanel['view']>(wire, {
        ready: () => this.#do(async () => this.#open(page, view)),
        watch: (ids) =>
          this.#do(async () => {
            this.#chosen = ids;
            await this.#show();
          }),
        follow: () => this.#do(async () => this.#openFile()),
        save: (file) => this.#do(async () => saveFile(file)),
      }),
    );
    view.onDidDispose(() => {
      shown.dispose();
      if (this.#page === page) this.#page = undefined;
    });
    shown.own(view.onDidChangeVisibility(() => this.#look()));
    webview.html = webviewHtml(webview, extensionUri, { name: 'resources', title: l10n.t('Resources') });
  }

  dispose(): void {
    this.#scope.dispose();
  }

  #do(work: () => Promise<void>): void {
    void guard(this.#services, work, 'resources');
  }

  async #open(page: Page, view: vscode.WebviewView): Promise<void> {
    this.#page = page;
    this.#view = view;
    await this.#show();
  }

  #look(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#view?.visible === true && this.#page) this.#do(async () => this.#show());
  }

  #changed(id: string): void {
    if (!this.#isSeen) return;
    if (this.#seen.some(({ record }) => record.id === id)) this.#soon(beat);
    else if (this.#chosen.length === 0 && this.#isNewer(id)) {
      this.#isStale = true;
      this.#soon(beat);
    }
  }

  /** Something has come, ended or gone. */
  #cameOrWent(ids: readonly string[]): void {
    const states = this.#seen.some(({ record }) => this.#all.find(record.id)?.isRunning !== record.isRunning);
    if (this.#isSeen && (states || ids.length > 0)) this.#do(async () => this.#show());
  }

  #isNewer(id: string): boolean {
    const [seen] = this.#seen;
    return !seen || (this.#all.find(id)?.created ?? 0) > seen.record.created;
  }

  #countNotes(): number {
    return this.#seen.reduce((count, { history }) => count + history.notes.size, 0);
  }

  get #isSeen(): boolean {
    return this.#page !== undefined && this.#view?.visible === true;
  }

  /** What is wanted sooner comes sooner. */
  #soon(milliseconds: number): void {
    const due = Date.now() + milliseconds;
    if (this.#timer && this.#due <= due) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#do(async () => this.#beat());
    }, milliseconds);
  }

  async #show(): Promise<void> {
    const all = await this.#all.current();
    this.#seen = await this.#pick(all);
    const choices = all.filter(({ id }, index) => index < most || this.#chosen.includes(id));
    this.#isStale = false;
    this.#notes = this.#countNotes();
    const { countSent, drawnCharts, snapshotOf } = await drawing();
    const charts = this.#charts(drawnCharts);
    this.#sent = countSent(charts);
    this.#shownAt = Date.now();
    this.#page?.call('show', snapshotOf(choices, this.#seen, charts, this.#shownAt));
    this.#soonAgain();
  }

  async #beat(): Promise<void> {
    if (!this.#isSeen) return;
    const elsewhere = this.#seen.some((each) => this.#isElsewhere(each.record));
    const { beatOf, drawnCharts, growthOf } = await drawing();
    const growth = elsewhere ? undefined : growthOf(this.#charts(drawnCharts), this.#sent);
    const isOld = Date.now() - this.#shownAt > wholeEvery || this.#notes !== this.#countNotes();
    if (!growth || isOld || this.#isStale) return this.#show();
    this.#seen = this.#seen.map((each) => ({
      ...each,
      record: this.#all.find(each.record.id) ?? each.record,
    }));
    this.#page?.call('grow', beatOf(growth, this.#seen, Date.now()));
    this.#soonAgain();
  }

  /** Also without news, as silence must show; and what another window follows is read again. */
  #soonAgain(): void {
    const open = this.#seen.filter(({ record }) => record.isRunning);
    if (open.some(({ record }) => this.#isElsewhere(record))) this.#soon(readEvery);
    else if (open.length > 0) this.#soon(4 * beat);
  }

  #isElsewhere({ id, isRunning }: Watched): boolean {
    return isRunning && !this.#histories.live.some((live) => live.id === id);
  }

  #charts(draw: (runs: readonly ShownRun[]) => readonly DrawnChart[]): readonly DrawnChart[] {
    return draw(this.#seen.map(({ record, history }) => ({ id: record.id, label: record.title, history })));
  }

  async #pick(all: readonly Watched[]): Promise<readonly Seen[]> {
    const chosen = this.#chosen.flatMap((id) => all.find((each) => each.id === id) ?? []);
    const wanted = chosen.length > 0 ? chosen : all.slice(0, 1);
    const seen: Seen[] = [];
    for (const record of wanted) {
      const history = await this.#histories.of(record);
      if (history) seen.push({ record, history });
    }
    return seen;
  }

  async #openFile(): Promise<void> {
    const [only] = this.#seen;
    if (only) await vscode.window.showTextDocument(vscode.Uri.file(only.record.file));
  }
}

/** Comes in when somebody looks. */
const drawing = async () => ({
  ...(await import('../../core/resources/panel/drawnCharts')),
  ...(await import('../../core/resources/panel/snapshot')),
});
