import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { BuildFailure } from '../../core/images/build/buildFailure';
import { failedInstruction } from '../../core/images/build/failedInstruction';
import type { Closeable } from '../../core/scope';

/** Lines of the end of the output that a mark shows. */
const shown = 8;

/** The line on which a build failed, until the Dockerfile changes, here or on the disk, or is built again. */
export class BuildMarks implements Closeable {
  readonly #marks = vscode.languages.createDiagnosticCollection('sagemaker-build');
  readonly #watchers = new Map<string, vscode.Disposable>();
  readonly #listening = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0) this.clear(document.uri);
  });

  clear(uri: vscode.Uri): void {
    this.#marks.delete(uri);
    this.#watchers.get(uri.toString())?.dispose();
    this.#watchers.delete(uri.toString());
  }

  async show(uri: vscode.Uri, failure: BuildFailure): Promise<void> {
    const document = await vscode.workspace.openTextDocument(uri);
    const text = document.getText();
    const place = failedInstruction(text, failure);
    const range = place
      ? new vscode.Range(document.positionAt(place.start), document.positionAt(place.end))
      : new vscode.Range(0, 0, 0, 0);
    const words = [...failure.tail.slice(-shown), failure.reason].join('\n');
    const mark = new vscode.Diagnostic(range, words, vscode.DiagnosticSeverity.Error);
    mark.source = l10n.t('docker build');
    this.clear(uri);
    this.#marks.set(uri, [mark]);
    this.#watchers.set(uri.toString(), this.#watch(uri, text));
  }

  /** The document may be closed, and then nobody tells of changes but the disk; that it was saved is none. */
  #watch(uri: vscode.Uri, text: string): vscode.Disposable {
    const folder = vscode.Uri.joinPath(uri, '..');
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, name));
    const look = async (): Promise<void> => {
      const now = await vscode.workspace.fs.readFile(uri).then(
        (bytes) => new TextDecoder().decode(bytes),
        () => undefined,
      );
      if (now !== text) this.clear(uri);
    };
    watcher.onDidChange(look);
    watcher.onDidDelete(look);
    return watcher;
  }

  dispose(): void {
    this.#listening.dispose();
    this.#watchers.forEach((watcher) => watcher.dispose());
    this.#marks.dispose();
  }
}
