import * as vscode from 'vscode';
import type { Row, RowChange, RowIndex } from '../core/row';
import { compareRows, indexRows, tooltipOf } from '../core/row';
import type { Closeable } from '../core/scope';
import { Scope } from '../core/scope';

/** VS Code waits for 200 ms of silence before it draws a tree again: events closer together would starve it. */
const drawEvery = 300;

/** Children of rows that are only asked for when somebody opens them. */
export interface LazyRows {
  children(row: Row): Promise<readonly Row[]>;
  /** The row as it looks now. */
  renew(row: Row): Row;
  /** More of a tooltip, for what has to be asked for. */
  describe?(row: Row): Promise<string | undefined>;
}

export interface RowTreeOptions {
  readonly lazy?: LazyRows;
  readonly drag?: vscode.TreeDragAndDropController<string>;
  /** Finds out more about a row that somebody rests on; nothing when the row is as good as it gets. */
  readonly look?: (row: Row) => Promise<Row | undefined>;
}

/** Draws rows. The elements are row ids, so that VS Code and the handlers always see the newest row. */
export class RowTree implements vscode.TreeDataProvider<string>, Closeable {
  readonly view: vscode.TreeView<string>;
  readonly #scope = new Scope();
  readonly #changed = this.#scope.own(new vscode.EventEmitter<string[] | undefined>());
  readonly #opened = this.#scope.own(new vscode.EventEmitter<readonly Row[]>());
  readonly onDidChangeTreeData = this.#changed.event;
  /** Rows that VS Code asked for: somebody is about to look at them. */
  readonly onOpen = this.#opened.event;
  #shown: RowIndex = indexRows([]);
  #waiting: (() => readonly Row[]) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #drawn = 0;
  readonly #lazy: LazyRows | undefined;
  readonly #look: RowTreeOptions['look'];
  /** What lazy rows answered, by the row that was asked. */
  readonly #late = new Map<string, readonly Row[]>();
  readonly #lateRows = new Map<string, { readonly row: Row; readonly parent: string }>();
  readonly #stale = new Set<string>();

  readonly id: string;

  constructor(viewId: string, { lazy, drag, look }: RowTreeOptions = {}) {
    this.id = viewId;
    this.#lazy = lazy;
    this.#look = look;
    this.view = this.#scope.own(
      vscode.window.createTreeView<string>(viewId, {
        treeDataProvider: this,
        canSelectMany: true,
        showCollapseAll: true,
        ...(drag ? { dragAndDropController: drag } : {}),
      }),
    );
    this.#scope.own({ dispose: () => clearTimeout(this.#timer) });
  }

  /** Draws soon, at most once per beat; only the last of several is projected at all. */
  show(project: () => readonly Row[]): void {
    this.#waiting = project;
    this.#soon();
  }

  /** Asks for the children of these rows again, soon. */
  reload(ids: Iterable<string>): void {
    for (const id of ids) this.#stale.add(id);
    this.#soon();
  }

  row(id: string): Row | undefined {
    return this.#shown.byId.get(id) ?? this.#lateRows.get(id)?.row;
  }

  get roots(): readonly Row[] {
    return this.#shown.roots;
  }

  /** Opens rows from the outer to the inner, and selects the last. What is drawn late is waited for. */
  async reveal(path: readonly string[]): Promise<void> {
    this.#draw();
    for (const id of path.slice(0, -1)) {
      await this.getChildren(id);
      await this.view.reveal(id, { select: false, focus: false, expand: true });
    }
    const last = path.at(-1);
    if (last !== undefined) await this.view.reveal(last, { select: true, focus: true });
  }

  getChildren(id?: string): string[] | Promise<string[]> {
    const opened = id === undefined ? undefined : this.row(id);
    if (opened?.lazy && this.#lazy) return this.#ask(opened, this.#lazy);
    const children = id === undefined ? this.#shown.roots : (this.#shown.byId.get(id)?.children ?? []);
    this.#opened.fire(children);
    return children.map((row) => row.id);
  }

  getParent(id: string): string | undefined {
    return this.#shown.parents.get(id) ?? this.#lateRows.get(id)?.parent;
  }

  getTreeItem(id: string): vscode.TreeItem {
    const row = this.row(id);
    if (!row) return new vscode.TreeItem('');
    const item = new vscode.TreeItem(row.label, collapsible(row));
    item.id = row.id;
    item.contextValue = row.kind;
    if (row.detail !== undefined) item.description = row.detail;
    if (row.uri !== undefined) {
      item.resourceUri = vscode.Uri.parse(row.uri, true);
      item.iconPath = row.lazy ? vscode.ThemeIcon.Folder : vscode.ThemeIcon.File;
    }
    if (row.icon) item.iconPath = new vscode.ThemeIcon(row.icon.name, color(row.icon.color));
    if (row.click !== undefined)
      item.command = { command: `longshore.${row.click}`, title: row.label, arguments: [id] };
    item.accessibilityInformation = { label: row.accessibility ?? [row.label, row.detail ?? ''].join(' ') };
    return item;
  }

  /** Tooltips are made when somebody rests on a row, not for thousands that nobody looks at. */
  async resolveTreeItem(item: vscode.TreeItem, id: string): Promise<vscode.TreeItem> {
    const row = this.row(id);
    const tooltip = row && tooltipOf((await this.#look?.(row)) ?? row);
    if (!row || tooltip === undefined) return item;
    const more = await this.#lazy?.describe?.(row);
    item.tooltip = new vscode.MarkdownString([tooltip, ...(more === undefined ? [] : [more])].join('\n\n'));
    return item;
  }

  dispose(): void {
    this.#scope.dispose();
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => this.#draw(), Math.max(0, this.#drawn + drawEvery - Date.now()));
  }

  #draw(): void {
    this.#timer = undefined;
    const stale = [...this.#stale];
    this.#stale.clear();
    stale.forEach((id) => this.#renew(id));
    const change = this.#project();
    const ids = [...new Set([...(change.kind === 'rows' ? change.ids : []), ...stale])];
    if (change.kind !== 'roots' && ids.length === 0) return;
    this.#drawn = Date.now();
    this.#changed.fire(change.kind === 'roots' ? undefined : ids);
  }

  #renew(id: string): void {
    const late = this.#lateRows.get(id);
    if (late && this.#lazy) this.#lateRows.set(id, { ...late, row: this.#lazy.renew(late.row) });
  }

  #project(): RowChange {
    const project = this.#waiting;
    if (!project) return { kind: 'none' };
    this.#waiting = undefined;
    const fresh = indexRows(project());
    const change = compareRows(this.#shown, fresh);
    this.#shown = fresh;
    return change;
  }

  async #ask(row: Row, lazy: LazyRows): Promise<string[]> {
    const rows = await lazy.children(row);
    const before = this.#late.get(row.id) ?? [];
    const ids = new Set(rows.map(({ id }) => id));
    for (const { id } of before) if (!ids.has(id)) this.#forget(id);
    this.#late.set(row.id, rows);
    for (const each of rows) this.#lateRows.set(each.id, { row: each, parent: row.id });
    return [...ids];
  }

  /** With all below. */
  #forget(id: string): void {
    this.#lateRows.delete(id);
    const below = this.#late.get(id) ?? [];
    this.#late.delete(id);
    for (const row of below) this.#forget(row.id);
  }
}

function collapsible(row: Row): vscode.TreeItemCollapsibleState {
  if (!row.children && !row.lazy) return vscode.TreeItemCollapsibleState.None;
  return row.open === true
    ? vscode.TreeItemCollapsibleState.Expanded
    : vscode.TreeItemCollapsibleState.Collapsed;
}

const color = (name: string | undefined): vscode.ThemeColor | undefined =>
  name === undefined ? undefined : new vscode.ThemeColor(name);
