import { homedir } from 'node:os';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Closeable } from '../../core/scope';
import { Scope } from '../../core/scope';
import { FetchedDocuments } from '../fetchedDocuments';
import { showMarkdown } from '../showMarkdown';

/** So many pages can be looked at again; older ones are gone. */
const most = 50;
const scheme = 'longshore-answer';

/** What can be saved of an answer. */
export interface SavedAnswer {
  /** The name that is proposed. */
  readonly name: string;
  readonly content: Uint8Array;
}

/** Pages of answers: read-only documents, in memory alone. */
export class Answers implements Closeable {
  readonly #scope = new Scope();
  readonly #pages = new Map<string, string>();
  #count = 0;
  #latest: SavedAnswer | undefined;

  constructor() {
    const read = async (id: string): Promise<string> =>
      Promise.resolve(
        this.#pages.get(id) ?? l10n.t('This answer is no longer kept. Send the request again.'),
      );
    this.#scope.own(new FetchedDocuments(scheme, 'md', read));
  }

  async show(title: string, page: string, saved: SavedAnswer): Promise<void> {
    this.#count += 1;
    const id = String(this.#count);
    this.#pages.set(id, page);
    for (const old of [...this.#pages.keys()].slice(0, -most)) this.#pages.delete(old);
    this.#latest = saved;
    const path = `/${title.replaceAll('/', '∕')}.md`;
    await showMarkdown(vscode.Uri.from({ scheme, path, query: id }));
  }

  /** The body that came last. */
  async save(): Promise<void> {
    const saved = this.#latest;
    if (!saved) {
      void vscode.window.showInformationMessage(l10n.t('Nothing has been answered in this window yet.'));
      return;
    }
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
    const target = await vscode.window.showSaveDialog({
      defaultUri: vscode.Uri.joinPath(folder, saved.name),
    });
    if (target) await vscode.workspace.fs.writeFile(target, saved.content);
  }

  dispose(): void {
    this.#scope.dispose();
  }
}
