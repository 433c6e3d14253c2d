import * as vscode from 'vscode';
import { applyFileEdits } from '../../app/dockerfile/applyFileEdits';
import { EvidenceMemory } from '../../app/dockerfile/evidenceMemory';
import type { Gathered } from '../../app/dockerfile/gatherEvidence';
import type { FileEdit } from '../../core/dockerfile/lint/finding';
import { isAbort } from '../../core/problem';
import type { Closeable } from '../../core/scope';
import { Scope } from '../../core/scope';
import type { Services } from '../services';

/** Milliseconds without a key before the disk is asked, and without a change on disk before all is asked again. */
const quiet = 150;

/** What the files around a Dockerfile tell: gathered behind the user's back, dropped when the text changes meanwhile. */
export class WorkspaceEvidence implements Closeable {
  readonly #services: Services;
  readonly #scope = new Scope();
  readonly #memory = this.#scope.own(new EvidenceMemory());
  readonly #changed = this.#scope.own(new vscode.EventEmitter<void>());
  readonly onChange = this.#changed.event;
  readonly #known = new Map<string, Gathered>();
  readonly #gathering = new Map<string, AbortController>();
  #timer: NodeJS.Timeout | undefined;

  constructor(services: Services) {
    this.#services = services;
    const watcher = this.#scope.own(vscode.workspace.createFileSystemWatcher('**/*'));
    this.#scope.own(watcher.onDidCreate((uri) => this.#forget(uri)));
    this.#scope.own(watcher.onDidChange((uri) => this.#forget(uri)));
    this.#scope.own(watcher.onDidDelete((uri) => this.#forget(uri)));
    this.#scope.own(
      vscode.workspace.onDidCloseTextDocument((document) => this.#drop(document.uri.toString())),
    );
    this.#scope.own({ dispose: () => clearTimeout(this.#timer) });
  }

  known(document: vscode.TextDocument): Gathered | undefined {
    return this.#known.get(document.uri.toString());
  }

  /** True when there is something new. Nothing is read in a workspace that nobody trusts. */
  async gather(document: vscode.TextDocument): Promise<boolean> {
    const key = document.uri.toString();
    this.#gathering.get(key)?.abort();
    if (document.uri.scheme !== 'file' || !vscode.workspace.isTrusted) return false;
    const gathering = new AbortController();
    this.#gathering.set(key, gathering);
    try {
      const { clock, files } = await this.#services.localWorld();
      await clock.sleep(quiet, gathering.signal);
      const { gatherEvidence } = await import('../../app/dockerfile/gatherEvidence');
      const world = { files, memory: this.#memory };
      this.#known.set(key, await gatherEvidence(world, inputOf(document), gathering.signal));
      return true;
    } catch (error) {
      if (!isAbort(error)) throw error;
      return false;
    } finally {
      if (this.#gathering.get(key) === gathering) this.#gathering.delete(key);
    }
  }

  /** Makes a fix's changes to other files. */
  async applyToFiles(uri: vscode.Uri, edits: readonly FileEdit[]): Promise<void> {
    const gathered = this.#known.get(uri.toString());
    if (!gathered) return;
    const { files } = await this.#services.localWorld();
    await applyFileEdits(files, gathered, edits, new AbortController().signal);
    this.#forget(uri);
  }

  dispose(): void {
    for (const key of this.#gathering.keys()) this.#drop(key);
    this.#scope.dispose();
  }

  #drop(key: string): void {
    this.#gathering.get(key)?.abort();
    this.#known.delete(key);
  }

  /** Builds and checkouts change thousands of files: all of them are one reason to look again. */
  #forget({ path }: vscode.Uri): void {
    if (/\/(?:\.git|node_modules)\//.test(path)) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#memory.forget();
      this.#changed.fire();
    }, quiet);
  }
}

function inputOf(document: vscode.TextDocument): { path: string; text: string; root: string } {
  const { uri } = document;
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri ?? vscode.Uri.joinPath(uri, '..');
  return { path: slashed(uri), text: document.getText(), root: slashed(folder) };
}

/** With forward slashes on every system, as the port asks for. */
const slashed = ({ fsPath }: vscode.Uri): string => fsPath.replaceAll('\\', '/');
