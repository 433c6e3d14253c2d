import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { localPath } from '../../core/explore/localPath';
import type { TreeSource } from '../../core/explore/tree';
import type { TreeAddress } from '../../core/explore/treeAddress';
import { addressPath, isArchive, parseAddressPath } from '../../core/explore/treeAddress';
import type { Touched } from '../../core/explore/treeModel';
import { entryRow, folderRows, valueRows } from '../../core/explore/treeRows';
import { folderOf, joinPath, nameOf } from '../../core/paths';
import { Problem } from '../../core/problem';
import type { Row } from '../../core/row';
import type { RunRecord } from '../../core/run/runRecord';
import type { Closeable } from '../../core/scope';
import { Scope } from '../../core/scope';
import { logError } from '../register';
import type { LazyRows, RowTree } from '../rowTree';
import type { Services } from '../services';
import { Archives } from './archives';
import { FreshMarks } from './freshMarks';
import type { Place } from './places';
import { placeOf } from './places';
import type { TreeNews } from './treeSession';
import { fileUri } from './treeFiles';
import { TreeSession } from './treeSession';

/** Rows of a folder at first, and so many more each time that they are asked for. */
const page = 1000;
/** Characters of a small file that a row tells. */
const beginning = 4096;
/** Milliseconds after which ages are told anew. */
const agesEvery = 30_000;

export interface PickedContainer {
  readonly id: string;
  readonly name: string;
  readonly running: boolean;
  readonly sources: readonly TreeSource[];
}

/** `/opt/ml` of runs and containers as rows, watched as long as they are open and seen. */
export class Explorer implements LazyRows, Closeable {
  readonly #services: Services;
  readonly #find: (run: string) => RunRecord | undefined;
  /** The rows of the trees themselves are to be drawn again. */
  readonly #rootsChanged: () => void;
  readonly #scope = new Scope();
  readonly #marks = this.#scope.own(new FreshMarks());
  readonly archives: Archives;
  readonly #sessions = new Map<string, TreeSession>();
  readonly #containers = new Map<string, PickedContainer>();
  /** Rows whose children somebody asked for, and those that were closed since. */
  readonly #asked = new Set<string>();
  readonly #closed = new Set<string>();
  readonly #limits = new Map<string, number>();
  readonly #listeners = new Set<(tree: string, news: TreeNews) => void>();
  #tree: RowTree | undefined;

  constructor(services: Services, find: (run: string) => RunRecord | undefined, rootsChanged: () => void) {
    this.#services = services;
    this.#find = find;
    this.#rootsChanged = rootsChanged;
    this.archives = new Archives(services);
  }

  /** The tree in which the rows are shown. */
  showIn(tree: RowTree): void {
    this.#tree = tree;
    const { view } = tree;
    this.#scope.own(view.onDidChangeVisibility(() => this.#look()));
    this.#scope.own(view.onDidCollapseElement(({ element }) => this.#open(element, false)));
    this.#scope.own(view.onDidExpandElement(({ element }) => this.#open(element, true)));
    const timer = setInterval(() => this.#tellAges(), agesEvery);
    this.#scope.own({ dispose: () => clearInterval(timer) });
  }

  /** Calls back when something in a tree changes that is being watched. */
  onNews(listener: (tree: string, news: TreeNews) => void): Closeable {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** The row of `/opt/ml`, for each host of a run. */
  rowsOf(run: RunRecord): readonly Row[] {
    return run.hosts.map(({ name }) =>
      this.#rootRow(
        `run/${run.id}/${name}`,
        run.hosts.length === 1 ? '/opt/ml' : `/opt/ml · ${name}`,
        'ml.root',
      ),
    );
  }

  get containerRows(): readonly Row[] {
    return [...this.#containers.values()].map(({ id, name }) =>
      this.#rootRow(`container/${id}`, name, 'ml.container'),
    );
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

  #local({ tree, path, inner }: TreeAddress): string | undefined {
    const { place } = this.place(tree);
    return inner === undefined && place.kind === 'folders' ? localPath(place.folders, path) : undefined;
  }

  showMore(folder: string): void {
    this.#limits.set(folder, (this.#limits.get(folder) ?? page) + page);
    this.#tree?.reload([folder]);
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

  async children(row: Row): Promise<readonly Row[]> {
    this.#asked.add(row.id);
    this.#closed.delete(row.id);
    const address = parseAddressPath(row.subject);
    if (!address) return [];
    try {
      return await this.#rows(row, address);
    } catch (error) {
      logError(this.#services, 'explore', error);
      const label = error instanceof Error ? error.message : String(error);
      return [
        {
          id: `${row.id}#problem`,
          kind: 'ml.problem',
          subject: row.subject,
          label,
          icon: { name: 'warning' },
        },
      ];
    }
  }

  /** Somebody has a tree open: what is above it should not be drawn without need. */
  get isOpen(): boolean {
    return [...this.#sessions.keys()].some(
      (tree) => this.#asked.has(rootId(tree)) && this.#isOpen(rootId(tree)),
    );
  }

  dispose(): void {
    for (const session of this.#sessions.values()) session.stop();
    this.#scope.dispose();
  }

  async #rows(row: Row, address: TreeAddress): Promise<readonly Row[]> {
    if (address.inner !== undefined || isArchive(address.path)) return this.#archiveRows(row, address);
    const world = await this.#services.world();
    const session = this.#session(address.tree);
    await session.start(world);
    if (session.problem instanceof Problem) throw session.problem;
    if (address.path === 'input/config/hyperparameters.json')
      return valueRows(row.subject, (await this.#beginning(address)) ?? '');
    const rows = folderRows({
      address,
      children: session.model.children(address.path),
      totals: (path) => session.model.totals(path),
      limit: this.#limits.get(row.subject) ?? page,
      failure:
        address.path === 'output' ? await this.#beginning({ ...address, path: 'output/failure' }) : undefined,
      now: Date.now(),
    });
    return session.whole || address.path !== '' ? rows : [...rows, tooMuch(row)];
  }

  async #archiveRows(row: Row, address: TreeAddress): Promise<readonly Row[]> {
    const { model, whole } = await this.archives.open(address, this.place(address.tree).place);
    const inner = address.inner ?? '';
    const rows = folderRows({
      address: { ...address, inner },
      children: model.children(inner),
      totals: (path) => model.totals(path),
      limit: this.#limits.get(row.subject) ?? page,
      failure: undefined,
      now: Date.now(),
    });
    return whole ? rows : [...rows, tooMuch(row)];
  }

  async #beginning({ tree, path }: TreeAddress): Promise<string | undefined> {
    const { trees } = await this.#services.world();
    const { signal } = new AbortController();
    const { place } = this.place(tree);
    const entry = await trees.stat(place, path, signal);
    if (entry?.kind !== 'file') return undefined;
    const bytes = await trees.read(place, path, { offset: 0, length: beginning }, signal);
    return new TextDecoder().decode(bytes);
  }

  #session(tree: string): TreeSession {
    const known = this.#sessions.get(tree);
    if (known) return known;
    const { place, sources } = this.place(tree);
    const fresh = new TreeSession(place, sources, {
      changed: (news) => this.#hear(tree, news),
      sourceChanged: () => this.#rootsChanged(),
    });
    this.#sessions.set(tree, fresh);
    return fresh;
  }

  #hear(tree: string, news: TreeNews): void {
    for (const { path, isNew } of news.fresh) this.#marks.add(addressPath({ tree, path }), isNew);
    for (const listener of this.#listeners) listener(tree, news);
    const { touched } = news;
    const stale = touched === 'everything' ? this.#openRows(tree) : staleRows(tree, touched);
    this.#tree?.reload(stale.filter((id) => this.#isShown(id)));
  }

  /** The rows of a tree whose children somebody sees. */
  #openRows(tree: string): readonly string[] {
    return [...this.#asked].filter(
      (id) => this.#isOpen(id) && parseAddressPath(this.#tree?.row(id)?.subject ?? '')?.tree === tree,
    );
  }

  #isShown(id: string): boolean {
    const parent = this.#tree?.getParent(id);
    return this.#tree?.row(id) !== undefined && (parent === undefined || this.#isOpen(parent));
  }

  #open(id: string, isOpen: boolean): void {
    if (isOpen) this.#closed.delete(id);
    else this.#closed.add(id);
    this.#look();
  }

  /** Itself and all above. */
  #isOpen(id: string): boolean {
    for (let at: string | undefined = id; at !== undefined; at = this.#tree?.getParent(at))
      if (this.#closed.has(at)) return false;
    return true;
  }

  /** A tree is watched while its root is open, in a view that is seen. */
  #look(): void {
    const isSeen = this.#tree?.view.visible === true;
    for (const [tree, session] of this.#sessions) {
      const root = rootId(tree);
      if (isSeen && this.#asked.has(root) && this.#isOpen(root)) {
        void this.#services.world().then(async (world) => session.start(world));
      } else session.stop();
    }
  }

  #tellAges(): void {
    if (this.#tree?.view.visible !== true) return;
    this.#tree.reload([...this.#asked].filter((id) => this.#isOpen(id) && this.#tree?.row(id) !== undefined));
  }

  #rootRow(tree: string, label: string, kind: string): Row {
    const session = this.#sessions.get(tree);
    const path = addressPath({ tree, path: '' });
    return {
      id: rootId(tree),
      kind,
      subject: path,
      label,
      ...(session?.source === undefined ? {} : { detail: sourceText(session.source) }),
      tooltip: [l10n.t('What the program sees as /opt/ml.'), session?.reason ?? ''].join('\n\n').trim(),
      icon: { name: kind === 'ml.root' ? 'root-folder' : 'vm' },
      lazy: true,
    };
  }
}

/** VS Code draws a row with all below it, so that only those are named which have changed themselves. */
function staleRows(tree: string, { content, faces }: Touched): readonly string[] {
  const paths = [...content, ...[...faces].filter((path) => path !== '' && !content.has(path))];
  return paths.map((path) => (path === '' ? rootId(tree) : addressPath({ tree, path })));
}

const rootId = (tree: string): string => `${tree}#root`;

function sourceText(source: TreeSource): string {
  switch (source) {
    case 'watch':
    case 'agent':
      return l10n.t('live');
    case 'shell':
      return l10n.t('looked at each second');
    case 'archive':
      return l10n.t('snapshot');
  }
}

const tooMuch = ({ id, subject }: Row): Row => ({
  id: `${id}#limit`,
  kind: 'ml.problem',
  subject,
  label: l10n.t('There is more than can be shown.'),
  icon: { name: 'info' },
});
