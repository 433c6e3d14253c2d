import * as vscode from 'vscode';
import type { Severity } from '../../core/dockerfile/lint/finding';
import type { FileFinding } from '../../core/userFile/finding';

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

export function diagnosticOf(document: vscode.TextDocument, finding: FileFinding): vscode.Diagnostic {
  const range = new vscode.Range(document.positionAt(finding.start), document.positionAt(finding.end));
  const diagnostic = new vscode.Diagnostic(range, finding.message, severities[finding.severity]);
  diagnostic.source = 'sagemaker';
  diagnostic.code = finding.id;
  return diagnostic;
}
