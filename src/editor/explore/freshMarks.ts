import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { treeScheme } from '../../core/explore/treeAddress';
import type { Closeable } from '../../core/scope';
import { Scope } from '../../core/scope';

/** Milliseconds that a badge stays. */
const stays = 20_000;
/** Badges are drawn at most so often; only those of visible rows are asked for. */
const drawEvery = 500;
/** So many at most: in a storm everything is new, and nobody looks at each. */
const most = 5000;

interface Mark {
  readonly isNew: boolean;
  readonly until: number;
}

/** Badges of files that came or changed a moment ago. */
export class FreshMarks implements Closeable, vscode.FileDecorationProvider {
  readonly #scope = new Scope();
  readonly #changed = this.#scope.own(new vscode.EventEmitter<undefined>());
  readonly onDidChangeFileDecorations = this.#changed.event;
  readonly #marks = new Map<string, Mark>();
  #timer: NodeJS.Timeout | undefined;

  constructor() {
    this.#scope.own(vscode.window.registerFileDecorationProvider(this));
    this.#scope.own({ dispose: () => clearTimeout(this.#timer) });
  }

  /** By the path of the address. */
  add(path: string, isNew: boolean): void {
    const before = this.#marks.get(path);
    this.#marks.delete(path);
    this.#marks.set(path, { isNew: isNew || before?.isNew === true, until: Date.now() + stays });
    const [oldest] = this.#marks.keys();
    if (this.#marks.size > most && oldest !== undefined) this.#marks.delete(oldest);
    this.#soon(drawEvery);
  }

  provideFileDecoration({ scheme, path }: vscode.Uri): vscode.FileDecoration | undefined {
    const mark = scheme === treeScheme ? this.#marks.get(path) : undefined;
    if (!mark || mark.until < Date.now()) return undefined;
    return mark.isNew
      ? decoration('N', l10n.t('new'), 'gitDecoration.untrackedResourceForeground')
      : decoration('M', l10n.t('changed'), 'gitDecoration.modifiedResourceForeground');
  }

  dispose(): void {
    this.#scope.dispose();
  }

  #soon(milliseconds: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const now = Date.now();
      for (const [path, { until }] of this.#marks) if (until < now) this.#marks.delete(path);
      this.#changed.fire(undefined);
      if (this.#marks.size > 0) this.#soon(stays / 4);
    }, milliseconds);
  }
}

const decoration = (badge: string, tooltip: string, color: string): vscode.FileDecoration =>
  new vscode.FileDecoration(badge, tooltip, new vscode.ThemeColor(color));
