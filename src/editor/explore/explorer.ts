import * as vscode from 'vscode';
import { localPath } from '../../core/explore/localPath';
import { problemRow, rootId, rootRow } from '../../core/explore/rootRow';
import type { TreeSource } from '../../core/explore/tree';
import type { TreeAddress } from '../../core/explore/treeAddress';
import { addressPath, parseAddressPath } from '../../core/explore/treeAddress';
import type { Touched } from '../../core/explore/treeModel';
import { entryRow } from '../../core/explore/treeRows';
import { folderOf, joinPath, nameOf } from '../../core/paths';
import type { Row } from '../../core/row';
import type { RunRecord } from '../../core/run/runRecord';
import type { Closeable } from '../../core/scope';
import { Scope } from '../../core/scope';
import { guard, logError } from '../register';
import type { LazyRows, RowTree } from '../rowTree';
import type { Services } from '../services';
import { finishStep } from '../walkthrough/finishStep';
import { Archives } from './archives';
import { FreshMarks } from './freshMarks';
import { OpenRows } from './openRows';
import type { Place } from './places';
import { placeOf } from './places';
import { RowReader } from './rowReader';
import { fileUri } from './treeFiles';
import type { TreeNews } from './treeSession';
import { TreeSession } from './treeSession';

/** Rows of a folder at first, and so many more each time that they are asked for. */
const page = 1000;
/** Milliseconds after which ages are told anew. */
const agesEvery = 30_000;

export interface PickedContainer {
  readonly id: string;
  readonly name: string;
  readonly running: boolean;
  readonly sources: readonly TreeSource[];
  /** Its row is below another one. */
  readonly isBelow?: true;
}

const allSources: readonly TreeSource[] = ['agent', 'shell', 'archive'];

/** `/opt/ml` of runs and containers as rows, watched as long as they are open and seen. */
export class Explorer implements LazyRows, Closeable {
  readonly archives: Archives;
  readonly #services: Services;
  readonly #find: (run: string) => RunRecord | undefined;
  /** The rows of the trees themselves are to be drawn again. */
  readonly #rootsChanged: () => void;
  readonly #scope = new Scope();
  readonly #marks = this.#scope.own(new FreshMarks());
  readonly #reader: RowReader;
  readonly #open = new OpenRows(() => this.#tree);
  readonly #sessions = new Map<string, TreeSession>();
  readonly #containers = new Map<string, PickedContainer>();
  readonly #limits = new Map<string, number>();
  #tree: RowTree | undefined;

  constructor(services: Services, find: (run: string) => RunRecord | undefined, rootsChanged: () => void) {
    this.#services = services;
    this.#find = find;
    this.#rootsChanged = rootsChanged;
    this.archives = new Archives(services);
    this.#reader = new RowReader(services, this.archives);
  }

  /** The tree in which the rows are shown. */
  showIn(tree: RowTree): void {
    this.#tree = tree;
    const { view } = tree;
    const set = (id: string, isOpen: boolean): void => {
      this.#open.set(id, isOpen);
      this.look();
    };
    this.#scope.own(view.onDidChangeVisibility(() => this.look()));
    this.#scope.own(view.onDidCollapseElement(({ element }) => set(element, false)));
    this.#scope.own(view.onDidExpandElement(({ element }) => set(element, true)));
    const timer = setInterval(() => {
      if (view.visible) tree.reload(this.#open.all);
    }, agesEvery);
    this.#scope.own({ dispose: () => clearInterval(timer) });
  }

  /** The row of `/opt/ml`, for each host of a run. */
  rowsOf(run: RunRecord): readonly Row[] {
    return run.hosts.map(({ name }) => {
      const tree = `run/${run.id}/${name}`;
      const label = run.hosts.length === 1 ? '/opt/ml' : `/opt/ml · ${name}`;
      return rootRow(tree, { label, kind: 'ml.root' }, this.#sessions.get(tree));
    });
  }

  /** The row of `/opt/ml` in a container of ours, into which a look may start a program. */
  rowOf({ id, host }: { readonly id: string; readonly host: string }, isOnly: boolean): Row {
    if (!this.#containers.has(id))
      this.#containers.set(id, { id, name: host, running: true, sources: allSources, isBelow: true });
    const tree = `container/${id}`;
    const label = isOnly ? '/opt/ml' : `/opt/ml · ${host}`;
    return rootRow(tree, { label, kind: 'ml.root' }, this.#sessions.get(tree));
  }

  get containerRows(): readonly Row[] {
    const own = [...this.#containers.values()].filter(({ isBelow }) => isBelow !== true);
    return own.map(({ id, name }) => {
      const tree = `container/${id}`;
      return rootRow(tree, { label: name, kind: 'ml.container' }, this.#sessions.get(tree));
    });
  }

  /** Somebody has a tree open: what is above it should not be drawn without need. */
  get isOpen(): boolean {
    return [...this.#sessions.keys()].some((tree) => this.#open.isOpen(rootId(tree)));
  }

  explore(container: PickedContainer): void {
    this.#containers.set(container.id, container);
  }

  close(tree: string): void {
    this.#sessions.get(tree)?.stop();
    this.#sessions.delete(tree);
    this.#containers.delete(tree.replace('container/', ''));
  }

  place(tree: string): Place {
    return placeOf(tree, this.#find, this.#containers);
  }

  row(id: string): Row | undefined {
    return this.#tree?.row(id);
  }

  /** Of this machine where there is such a file, and otherwise ours. */
  uri(address: TreeAddress): vscode.Uri {
    const local = this.#local(address);
    return local === undefined ? fileUri(address) : vscode.Uri.file(local);
  }

  /** As the program knows it; of an artifact, where it is on this machine. */
  shownPath(address: TreeAddress): string {
    const { tree, path, inner } = address;
    if (tree.startsWith('artifacts/'))
      return [this.#local({ tree, path }) ?? path, inner].filter(Boolean).join('!/');
    return joinPath('/opt/ml', [path, inner].filter(Boolean).join('!/'));
  }

  /** Of the row that this one is below. */
  showMore(more: string): void {
    const folder = this.#tree?.getParent(more);
    if (folder === undefined) return;
    this.#limits.set(folder, (this.#limits.get(folder) ?? page) + page);
    this.#tree?.reload([folder]);
  }

  async children(row: Row): Promise<readonly Row[]> {
    this.#open.ask(row.id);
    const address = parseAddressPath(row.subject);
    if (!address) return [];
    finishStep('explore');
    try {
      const { place } = this.place(address.tree);
      const limit = this.#limits.get(row.id) ?? page;
      return await this.#reader.read(row, { address, place, session: this.#session(address.tree), limit });
    } catch (error) {
      logError(this.#services, 'explore', error);
      return [problemRow(row, error)];
    }
  }

  renew(row: Row): Row {
    const address = parseAddressPath(row.subject);
    const session = address && this.#sessions.get(address.tree);
    if (!session || address.inner !== undefined || address.path === '') return row;
    const entry = session.model.find(address.path);
    if (entry?.kind !== 'folder') return row;
    const path = folderOf(address.path);
    const view = {
      address: { tree: address.tree, path: path === '.' ? '' : path },
      totals: (at: string) => session.model.totals(at),
      failure: undefined,
      now: Date.now(),
    };
    return entryRow(view, nameOf(address.path), entry);
  }

  /** A tree is watched while its root is open, in a view that is seen. */
  look(): void {
    const isSeen = this.#tree?.view.visible === true;
    for (const [tree, session] of this.#sessions) {
      if (!this.#isThere(tree)) {
        session.stop();
        this.#sessions.delete(tree);
      } else if (!isSeen || !this.#open.isOpen(rootId(tree))) session.stop();
      else void guard(this.#services, async () => this.#start(tree, session), 'explore');
    }
  }

  async #start(tree: string, session: TreeSession): Promise<void> {
    const world = await this.#services.world();
    // It may have been closed meanwhile.
    if (this.#tree?.view.visible === true && this.#open.isOpen(rootId(tree))) await session.start(world);
  }

  #isThere(tree: string): boolean {
    const [kind, name = ''] = tree.split('/');
    return kind === 'container' ? this.#containers.has(name) : this.#find(name) !== undefined;
  }

  dispose(): void {
    for (const session of this.#sessions.values()) session.stop();
    this.#scope.dispose();
  }

  #local({ tree, path, inner }: TreeAddress): string | undefined {
    const { place } = this.place(tree);
    return inner === undefined && place.kind === 'folders' ? localPath(place.folders, path) : undefined;
  }

  #session(tree: string): TreeSession {
    const known = this.#sessions.get(tree);
    if (known) return known;
    const { place, sources } = this.place(tree);
    const fresh = new TreeSession(place, sources, {
      changed: (news) => this.#hear(tree, news),
      stateChanged: () => this.#rootsChanged(),
    });
    this.#sessions.set(tree, fresh);
    return fresh;
  }

  #hear(tree: string, { touched, fresh }: TreeNews): void {
    for (const { path, isNew } of fresh) this.#marks.add(addressPath({ tree, path }), isNew);
    const isHere = (id: string): boolean =>
      parseAddressPath(this.#tree?.row(id)?.subject ?? '')?.tree === tree;
    const stale = touched === 'everything' ? this.#open.all.filter(isHere) : staleRows(tree, touched);
    this.#tree?.reload(stale.filter((id) => this.#open.isShown(id)));
  }
}

/** VS Code draws a row with all below it, so that only those are named which have changed themselves. */
function staleRows(tree: string, { content, faces }: Touched): readonly string[] {
  const paths = [...content, ...[...faces].filter((path) => path !== '' && !content.has(path))];
  return paths.map((path) => (path === '' ? rootId(tree) : addressPath({ tree, path })));
}
