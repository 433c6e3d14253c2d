import * as vscode from 'vscode';
import { emptyPolicy, layOut, policyPath, policyPlace } from '../../core/ecr/policyFile';
import type { PolicyPlace } from '../../core/ecr/policyFile';
import type { Closeable } from '../../core/scope';
import type { RepositoriesView } from './repositoriesView';
import { policyScheme } from '../../manifest/viewIds';

/**
 * The policies of repositories as files. Saving one keeps it in this window, as VS Code may save by itself; it goes
 * into ECR when that is said.
 */
export class PolicyFiles implements vscode.FileSystemProvider, Closeable {
  readonly #view: RepositoriesView;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  readonly #drafts = new Map<string, { readonly text: string; readonly at: number }>();
  readonly #registration: vscode.Disposable;

  constructor(view: RepositoriesView) {
    this.#view = view;
    this.#registration = vscode.workspace.registerFileSystemProvider(policyScheme, this, {
      isCaseSensitive: true,
    });
  }

  async stat({ path }: vscode.Uri): Promise<vscode.FileStat> {
    if (!policyPlace(path)) throw vscode.FileSystemError.FileNotFound(path);
    const draft = this.#drafts.get(path);
    return Promise.resolve({
      type: vscode.FileType.File,
      ctime: 0,
      mtime: draft?.at ?? 0,
      size: draft?.text.length ?? 0,
    });
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
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  watch(): vscode.Disposable {
    return { dispose: () => undefined };
  }

  readDirectory(): never {
    throw vscode.FileSystemError.FileNotFound();
  }

  createDirectory(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}

export const policyUri = (place: PolicyPlace): vscode.Uri =>
  vscode.Uri.from({ scheme: policyScheme, path: policyPath(place) });
