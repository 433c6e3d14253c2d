import * as vscode from 'vscode';
import type { Finding, Severity } from '../../core/dockerfile/lint/finding';
import type { LintResult, LintSettings } from '../../core/dockerfile/lint/lint';
import type { Peer, Role } from '../../core/dockerfile/lint/rule';
import { severityOf } from '../../core/dockerfile/severitySetting';
import type { Closeable } from '../../core/scope';
import type { WorkspaceEvidence } from './workspaceEvidence';
import { commandId } from '../../manifest/commandId';
import { readSetting } from '../settings';

/** What is known of a document as it stands; `version` tells when that was. */
export interface Checked {
  readonly version: number;
  readonly result: LintResult;
}

/** Loaded with the first Dockerfile: parser and rules are no part of what every window pays for. */
const loadLint = async () => import('../../core/dockerfile/lint/lint');

/** Checks documents and shows what it finds. The text is judged at once; what the workspace tells follows. */
export class Checker implements Closeable {
  readonly #diagnostics = vscode.languages.createDiagnosticCollection('sagemaker');
  /** By the document itself: one that is closed and opened again starts to count its versions anew. */
  #checked = new WeakMap<vscode.TextDocument, Checked>();
  readonly #workspace: WorkspaceEvidence;

  constructor(workspace: WorkspaceEvidence) {
    this.#workspace = workspace;
  }

  async check(document: vscode.TextDocument): Promise<Checked> {
    const known = this.#checked.get(document);
    return known?.version === document.version ? known : this.#lint(document);
  }

  /** Checks and shows; then once more, when the workspace told something new. */
  async show(document: vscode.TextDocument): Promise<void> {
    if (!isChecked(document)) return this.forget(document);
    this.#draw(document, await this.check(document));
    const { version } = document;
    const isNews = await this.#workspace.gather(document);
    if (isNews && document.version === version) this.#draw(document, await this.#lint(document));
  }

  async #lint(document: vscode.TextDocument): Promise<Checked> {
    const { lint } = await loadLint();
    const evidence = this.#workspace.known(document)?.evidence;
    const settings = { ...lintSettings(document), ...(evidence ? { evidence } : {}) };
    const checked = { version: document.version, result: lint(document.getText(), settings) };
    this.#checked.set(document, checked);
    return checked;
  }

  /** A document that changed meanwhile is left to its next check. */
  #draw(document: vscode.TextDocument, { version, result }: Checked): void {
    if (document.isClosed || document.version !== version) return;
    this.#diagnostics.set(
      document.uri,
      result.findings.map((finding) => diagnosticOf(document, finding)),
    );
  }

  /** What settings or the workspace say has changed: every answer may be another one. */
  forgetAll(): void {
    this.#checked = new WeakMap();
    this.#diagnostics.clear();
  }

  forget(document: vscode.TextDocument): void {
    this.#checked.delete(document);
    this.#diagnostics.delete(document.uri);
  }

  dispose(): void {
    this.#diagnostics.dispose();
  }
}

function isChecked(document: vscode.TextDocument): boolean {
  if (!readSetting('dockerfile.enable', document.uri)) return false;
  return !readSetting('dockerfile.exclude', document.uri).some((pattern) => matches(pattern, document));
}

function lintSettings(document: vscode.TextDocument): LintSettings {
  const { uri } = document;
  const roles = Object.entries(readSetting('dockerfile.roles', uri));
  const role = roles.find(([pattern]) => matches(pattern, document))?.[1];
  const severities = Object.entries(readSetting('dockerfile.severity', uri));
  return {
    now: Date.now(),
    hostArchitecture: process.arch,
    severities: new Map(
      severities.flatMap(([rule, value]) => {
        const severity = severityOf(value);
        return severity === undefined ? [] : [[rule, severity]];
      }),
    ),
    peers: readSetting('dockerfile.reportAll', uri) ? new Set() : installedPeers(),
    ...(role !== undefined && isRole(role) ? { role } : {}),
  };
}

const isRole = (value: string): value is Role =>
  ['train', 'serve', 'both', 'processing', 'studio', 'none'].includes(value);

/** A pattern counts from the folder of the workspace, as in every other setting. */
function matches(pattern: string, document: vscode.TextDocument): boolean {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  return (
    vscode.languages.match(
      { pattern: folder ? new vscode.RelativePattern(folder, pattern) : pattern },
      document,
    ) > 0
  );
}

const peerExtensions: Readonly<Record<string, Peer>> = {
  'ms-azuretools.vscode-containers': 'container-tools',
  'ms-azuretools.vscode-docker': 'container-tools',
  'docker.docker': 'docker-dx',
  'exiasr.hadolint': 'hadolint',
};

function installedPeers(): ReadonlySet<Peer> {
  return new Set(
    Object.entries(peerExtensions).flatMap(([id, peer]) =>
      vscode.extensions.getExtension(id) ? [peer] : [],
    ),
  );
}

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

export function rangeOf(
  document: vscode.TextDocument,
  { start, end }: { start: number; end: number },
): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

function diagnosticOf(document: vscode.TextDocument, finding: Finding): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    rangeOf(document, finding),
    finding.message,
    severities[finding.severity],
  );
  const explain = vscode.Uri.from({
    scheme: 'command',
    path: commandId('explainRule'),
    query: JSON.stringify([finding.rule]),
  });
  diagnostic.source = 'sagemaker';
  diagnostic.code = { value: finding.rule, target: explain };
  if (finding.deprecated) diagnostic.tags = [vscode.DiagnosticTag.Deprecated];
  diagnostic.relatedInformation = finding.related.map(
    (related) =>
      new vscode.DiagnosticRelatedInformation(
        new vscode.Location(document.uri, rangeOf(document, related)),
        related.message,
      ),
  );
  return diagnostic;
}
