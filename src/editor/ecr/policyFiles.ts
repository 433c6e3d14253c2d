import * as vscode from 'vscode';
import { emptyPolicy, layOut, policyPath, policyPlace } from '../../core/ecr/policyFile';
import type { PolicyPlace } from '../../core/ecr/policyFile';
import { policyScheme } from '../../manifest/viewIds';
import type { RepositoriesView } from './repositoriesView';

/**
 * The policies of repositories as files. Saving one keeps it in this window, as VS Code may save by itself; it goes
 * into ECR when that is said.
 */
export class PolicyFiles {
  readonly #view: RepositoriesView;
  readonly #changed: (uri: vscode.Uri) => void;
  readonly #drafts = new Map<string, { readonly text: string; readonly at: number }>();

  constructor(view: RepositoriesView, changed: (uri: vscode.Uri) => void) {
    this.#view = view;
    this.#changed = changed;
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    if (!policyPlace(path)) throw vscode.FileSystemError.FileNotFound(path);
    const draft = this.#drafts.get(path);
    const { at = 0, text = '' } = draft ?? {};
    return { type: vscode.FileType.File, ctime: 0, mtime: at, size: text.length };
  }

  async readFile({ path }: vscode.Uri): Promise<Uint8Array> {
    const place = policyPlace(path);
    if (!place) throw vscode.FileSystemError.FileNotFound(path);
    const draft = this.#drafts.get(path)?.text;
    return Buffer.from(draft ?? (await this.read(place)) ?? emptyPolicy(place.kind));
  }

  writeFile({ path }: vscode.Uri, content: Uint8Array): void {
    this.#drafts.set(path, { text: Buffer.from(content).toString(), at: Date.now() });
  }

  /** As it is in ECR. */
  async read({ kind, region, repository }: PolicyPlace): Promise<string | undefined> {
    const { signal } = new AbortController();
    const text = await this.#view.withEcr(async (ecr) => ecr.findPolicy(kind, repository, signal), region);
    return text === undefined ? undefined : layOut(text);
  }

  /** What is in ECR is now what is shown. */
  forget(place: PolicyPlace): void {
    const uri = policyUri(place);
    this.#drafts.delete(uri.path);
    this.#changed(uri);
  }
}

export const policyUri = (place: PolicyPlace): vscode.Uri =>
  vscode.Uri.from({ scheme: policyScheme, path: policyPath(place) });
