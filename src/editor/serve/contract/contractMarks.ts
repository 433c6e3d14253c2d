import * as vscode from 'vscode';
import type { Closeable } from '../../../core/scope';
import type { FileFinding } from '../../../core/userFile/finding';
import { diagnosticOf } from '../../userFiles/diagnosticOf';

/** What the last test has found in endpoint files, until they are tested again or changed. */
export class ContractMarks implements Closeable {
  readonly #diagnostics = vscode.languages.createDiagnosticCollection('sagemaker-contract');
  readonly #listening = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0) this.clear(document.uri);
  });

  clear(uri: vscode.Uri): void {
    this.#diagnostics.delete(uri);
  }

  show(document: vscode.TextDocument, findings: readonly FileFinding[]): void {
    this.#diagnostics.set(
      document.uri,
      findings.map((finding) => diagnosticOf(document, finding)),
    );
  }

  dispose(): void {
    this.#listening.dispose();
    this.#diagnostics.dispose();
  }
}
