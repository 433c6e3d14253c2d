import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { BuildFailure } from '../../core/images/build/buildFailure';
import { failedInstruction } from '../../core/images/build/failedInstruction';
import type { Closeable } from '../../core/scope';

/** Lines of the end of the output that a mark shows. */
const shown = 8;

/** The line on which a build failed, until the Dockerfile changes or is built again. */
export class BuildMarks implements Closeable {
  readonly #marks = vscode.languages.createDiagnosticCollection('sagemaker-build');
  readonly #listening = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0) this.clear(document.uri);
  });

  clear(uri: vscode.Uri): void {
    this.#marks.delete(uri);
  }

  show(document: vscode.TextDocument, failure: BuildFailure): void {
    const place = failedInstruction(document.getText(), failure);
    const range = place
      ? new vscode.Range(document.positionAt(place.start), document.positionAt(place.end))
      : new vscode.Range(0, 0, 0, 0);
    const words = [...failure.tail.slice(-shown), failure.reason].join('\n');
    const mark = new vscode.Diagnostic(range, words, vscode.DiagnosticSeverity.Error);
    mark.source = l10n.t('docker build');
    this.#marks.set(document.uri, [mark]);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#marks.dispose();
  }
}
