import * as vscode from 'vscode';
import type { Closeable } from '../../core/scope';
import { policyScheme } from '../../manifest/viewIds';
import type { LateRepositories } from './lateRepositories';
import type { PolicyFiles } from './policyFiles';

/** Files of policies, before one is opened: VS Code wants to know their scheme at once, and the code comes later. */
export class LatePolicies implements vscode.FileSystemProvider, Closeable {
  readonly #repositories: LateRepositories;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  readonly #registration: vscode.Disposable;
  #files: Promise<PolicyFiles> | undefined;

  constructor(repositories: LateRepositories) {
    this.#repositories = repositories;
    // Here, as VS Code looks at once whether all of it is there.
    this.#registration = vscode.workspace.registerFileSystemProvider(policyScheme, this);
  }

  async files(): Promise<PolicyFiles> {
    return (this.#files ??= this.#load());
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    return (await this.files()).stat(uri);
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return (await this.files()).readFile(uri);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    (await this.files()).writeFile(uri, content);
  }

  watch(): vscode.Disposable {
    return { dispose: () => undefined };
  }

  /** VS Code makes the folders above a file that it writes; here they are names alone. */
  createDirectory(): void {
    // Nothing is to be made.
  }

  readDirectory = refuse;
  delete = refuse;
  rename = refuse;

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }

  async #load(): Promise<PolicyFiles> {
    const [{ PolicyFiles }, view] = await Promise.all([import('./policyFiles'), this.#repositories.view()]);
    const changed = (uri: vscode.Uri): void =>
      this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    return new PolicyFiles(view, changed);
  }
}

function refuse(): never {
  throw vscode.FileSystemError.NoPermissions();
}
