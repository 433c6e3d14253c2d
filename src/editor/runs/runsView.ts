import * as vscode from 'vscode';
import { coalesce } from '../../core/coalesce';
import { Problem } from '../../core/problem';
import { watchedRun } from '../../core/resources/panel/watched';
import { runRows } from '../../core/run/runRows';
import type { RunRecord } from '../../core/run/runRecord';
import { isOver } from '../../core/run/runRecord';
import type { Closeable } from '../../core/scope';
import type { RunsCondition } from '../../manifest/viewIds';
import { runsCondition, viewId } from '../../manifest/viewIds';
import { guard } from '../register';
import { RowTree } from '../rowTree';
import type { Services } from '../services';
import { runsFolder } from '../runsFolder';
import { onSetting } from '../settings';
import { DragFiles } from '../explore/dragFiles';
import { Explorer } from '../explore/explorer';
import type { Histories } from '../resources/histories';
import type { Watchables } from '../resources/watchables';
import { LateServed } from '../serve/lateServed';
import { isAlive } from './isAlive';
import { Runner } from './runner';

/** Times are told in seconds while something runs. */
const tellTimesEvery = 1000;
const tellTimesSeldom = 5000;
/** A window that is closing may live on for a moment, and an engine may be away. */
const lookAgainAfter = 3000;
/** Milliseconds that events of an endpoint are gathered. */
const drawAfter = 100;

/** The Runs view: training runs and local endpoints, what is on the disk and what this window follows. */
export class RunsView implements Closeable {
  readonly tree: RowTree;
  readonly explorer: Explorer;
  readonly runner: Runner;
  readonly served: LateServed;
  readonly #services: Services;
  readonly #runs = new Map<string, RunRecord>();
  readonly #load = coalesce(async () => this.#read());
  readonly #came = new vscode.EventEmitter<readonly string[]>();
  /** The ids of runs that came, or whose state changed. */
  readonly onChange = this.#came.event;
  readonly watchables: Watchables = {
    current: async () => {
      const [runs, served] = await Promise.all([this.current(), this.served.watched()]);
      return [...runs.map(watchedRun), ...served].toSorted((left, right) => right.created - left.created);
    },
    find: (id) => {
      const run = this.#runs.get(id);
      return run ? watchedRun(run) : this.served.find(id);
    },
    onChange: this.onChange,
  };
  #isLoaded = false;
  #lookedAt = 0;
  #drawn = 0;
  #watching: Closeable | undefined;
  #timer: NodeJS.Timeout | undefined;
  #soon: NodeJS.Timeout | undefined;

  constructor(services: Services, histories: Histories) {
    this.#services = services;
    const { scope } = services;
    this.explorer = scope.own(
      new Explorer(
        services,
        (id) => this.#runs.get(id),
        () => this.draw(),
      ),
    );
    const drag = new DragFiles(this.explorer);
    this.tree = scope.own(new RowTree(viewId('runs'), { lazy: this.explorer, drag }));
    this.explorer.showIn(this.tree);
    this.runner = new Runner(services, histories, (record) => this.#changed(record));
    this.served = scope.own(
      new LateServed({
        services,
        histories,
        folder: async () => this.folder(),
        filesOf: (container, isOnly) => this.explorer.rowOf(container, isOnly),
        draw: () => this.#drawSoon(),
      }),
    );
    scope.own(this.served.onCome((ids) => this.#came.fire(ids)));
    scope.own(this.tree.view.onDidChangeVisibility(() => this.#look()));
    scope.own(onSetting(['runs.folder'], () => void guard(services, async () => this.refresh(), 'runs')));
    scope.own(this.#came);
    scope.own(this);
    this.#look();
  }

  async folder(): Promise<string> {
    return runsFolder(await this.#services.world());
  }

  /** All runs, the newest first; read from the disk when the view was never seen. */
  async current(): Promise<readonly RunRecord[]> {
    if (!this.#isLoaded || !this.tree.view.visible) await this.#load();
    return this.#sorted();
  }

  find(id: string): RunRecord | undefined {
    return this.#runs.get(id);
  }

  async refresh(): Promise<void> {
    for (const id of this.#runs.keys()) if (!this.runner.control(id)) this.#runs.delete(id);
    await this.#load();
  }

  dispose(): void {
    this.#watching?.dispose();
    clearInterval(this.#timer);
    clearTimeout(this.#soon);
  }

  #look(): void {
    clearInterval(this.#timer);
    this.#watching?.dispose();
    this.#watching = undefined;
    if (!this.tree.view.visible) return;
    this.#timer = setInterval(() => {
      if (this.served.isBusy || this.#sorted().some((run) => !isOver(run))) this.#tick();
      this.served.look();
      if (this.#unfollowed().length > 0 && Date.now() - this.#lookedAt > lookAgainAfter)
        void guard(this.#services, async () => this.#takeOver(), 'runs');
    }, tellTimesEvery);
    void guard(this.#services, async () => this.#load(), 'runs');
  }

  async #read(): Promise<void> {
    const [{ listRuns }, world, folder] = await Promise.all([
      import('../../app/runs/storedRuns'),
      this.#services.world(),
      this.folder(),
    ]);
    const found = await listRuns(world, folder);
    const ids = new Set(found.map(({ id }) => id));
    const changed = found.filter(({ id, status }) => this.#runs.get(id)?.status !== status);
    const gone = [...this.#runs.keys()].filter((id) => !ids.has(id));
    // What this window follows is newer here than on the disk.
    for (const id of this.#runs.keys()) if (!ids.has(id) && !this.runner.control(id)) this.#runs.delete(id);
    for (const run of found) if (!this.runner.control(run.id)) this.#runs.set(run.id, run);
    this.#isLoaded = true;
    const news = [...changed.map(({ id }) => id), ...gone];
    if (news.length > 0) this.#came.fire(news);
    this.draw();
    this.explorer.look();
    if (this.tree.view.visible) {
      this.#watching?.dispose();
      const open = found.filter((run) => !isOver(run)).map((run) => run.folder);
      this.#watching = world.disk.watch([folder, ...open], () => {
        void guard(this.#services, async () => this.#load(), 'runs');
      });
    }
    await (await this.served.get()).read();
    this.draw();
    await this.#takeOver();
  }

  #unfollowed(): readonly RunRecord[] {
    return this.#sorted().filter(
      (run) => !isOver(run) && !this.runner.control(run.id) && !(run.follower && isAlive(run.follower)),
    );
  }

  /** A run whose window is gone is followed on by this one. An engine that does not answer is no news here. */
  async #takeOver(): Promise<void> {
    const left = this.#unfollowed();
    this.#lookedAt = Date.now();
    if (left.length === 0) return;
    const [{ closeLost, findUnfollowed }, world] = await Promise.all([
      import('../../app/runs/resumeRun'),
      this.#services.world(),
    ]);
    try {
      const { signal } = new AbortController();
      const { name } = await world.docker.endpoint();
      const here = left.filter(({ engine }) => engine === name);
      const { resumable, lost } = await findUnfollowed(world, here, isAlive, signal);
      for (const run of lost) this.#changed(await closeLost(world, run));
      for (const run of resumable)
        void guard(this.#services, async () => void (await this.runner.resume(run)), 'resume run');
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
  }

  #changed(record: RunRecord): void {
    const before = this.#runs.get(record.id);
    this.#runs.set(record.id, record);
    if (before?.status === record.status && before.phase === record.phase) return this.#tick();
    if (before?.status !== record.status) this.#came.fire([record.id]);
    this.draw();
  }

  #sorted(): readonly RunRecord[] {
    return [...this.#runs.values()].toSorted((left, right) => right.created - left.created);
  }

  /** Times and metrics: less often while files below are looked at, as VS Code draws those again too. */
  #tick(): void {
    const patience = this.explorer.isOpen ? tellTimesSeldom : 0;
    if (Date.now() - this.#drawn >= patience) this.draw();
  }

  /** Counts of requests come once in a second. */
  #drawSoon(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      this.draw();
    }, drawAfter);
  }

  draw(): void {
    this.#drawn = Date.now();
    const { explorer } = this;
    const served = this.served.rows;
    const isEmpty = this.#runs.size === 0 && served.length === 0 && explorer.containerRows.length === 0;
    const condition: RunsCondition = isEmpty ? 'empty' : 'ready';
    void vscode.commands.executeCommand('setContext', runsCondition, condition);
    this.tree.show(() => [
      ...served,
      ...runRows(this.#sorted(), Date.now(), (run) => explorer.rowsOf(run)),
      ...explorer.containerRows,
    ]);
  }
}
