import * as vscode from 'vscode';
import type { Row, RowIndex } from '../core/row';
import { compareRows, indexRows } from '../core/row';
import type { Closeable } from '../core/scope';
import { Scope } from '../core/scope';

/** VS Code waits for 200 ms of silence before it draws a tree again: events closer together would starve it. */
const drawEvery = 300;

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

  readonly id: string;

  constructor(viewId: string) {
    this.id = viewId;
    this.view = this.#scope.own(
      vscode.window.createTreeView<string>(viewId, {
        treeDataProvider: this,
        canSelectMany: true,
        showCollapseAll: true,
      }),
    );
    this.#scope.own({ dispose: () => clearTimeout(this.#timer) });
  }

  /** Draws soon, at most once per beat; only the last of several is projected at all. */
  show(project: () => readonly Row[]): void {
    this.#waiting = project;
    this.#timer ??= setTimeout(() => this.#draw(), Math.max(0, this.#drawn + drawEvery - Date.now()));
  }

  row(id: string): Row | undefined {
    return this.#shown.byId.get(id);
  }

  get roots(): readonly Row[] {
    return this.#shown.roots;
  }

  getChildren(id?: string): string[] {
    const children = id === undefined ? this.#shown.roots : (this.#shown.byId.get(id)?.children ?? []);
    if (id !== undefined) this.#opened.fire(children);
    return children.map((row) => row.id);
  }

  getParent(id: string): string | undefined {
    return this.#shown.parents.get(id);
  }

  getTreeItem(id: string): vscode.TreeItem {
    const row = this.#shown.byId.get(id);
    if (!row) return new vscode.TreeItem('');
    const item = new vscode.TreeItem(row.label, collapsible(row));
    item.id = row.id;
    item.contextValue = row.kind;
    if (row.detail !== undefined) item.description = row.detail;
    if (row.icon) item.iconPath = new vscode.ThemeIcon(row.icon.name, color(row.icon.color));
    item.accessibilityInformation = { label: row.accessibility ?? [row.label, row.detail ?? ''].join(' ') };
    return item;
  }

  /** Tooltips are made when somebody rests on a row, not for thousands that nobody looks at. */
  resolveTreeItem(item: vscode.TreeItem, id: string): vscode.TreeItem {
    const tooltip = this.#shown.byId.get(id)?.tooltip;
    if (tooltip !== undefined) item.tooltip = new vscode.MarkdownString(tooltip);
    return item;
  }

  dispose(): void {
    this.#scope.dispose();
  }

  #draw(): void {
    this.#timer = undefined;
    const project = this.#waiting;
    if (!project) return;
    this.#waiting = undefined;
    const fresh = indexRows(project());
    const change = compareRows(this.#shown, fresh);
    this.#shown = fresh;
    if (change.kind === 'none') return;
    this.#drawn = Date.now();
    this.#changed.fire(change.kind === 'roots' ? undefined : [...change.ids]);
  }
}

function collapsible(row: Row): vscode.TreeItemCollapsibleState {
  if (!row.children) return vscode.TreeItemCollapsibleState.None;
  return row.open === true
    ? vscode.TreeItemCollapsibleState.Expanded
    : vscode.TreeItemCollapsibleState.Collapsed;
}

const color = (name: string | undefined): vscode.ThemeColor | undefined =>
  name === undefined ? undefined : new vscode.ThemeColor(name);
