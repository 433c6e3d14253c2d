import * as vscode from 'vscode';
import { missingPaths } from '../../app/userFiles/missingPaths';
import { isAbort } from '../../core/problem';
import type { FileFinding } from '../../core/userFile/finding';
import type { Closeable } from '../../core/scope';
import type { Services } from '../services';
import { pathOf } from './documents';
import { diagnosticOf } from './diagnosticOf';
import type { FileKind } from './fileKind';

/** Checks files and shows what it finds: first the text, then what is missing on disk. */
export class FileChecker implements Closeable {
  readonly #diagnostics = vscode.languages.createDiagnosticCollection('sagemaker-files');
  readonly #services: Services;
  readonly #missing = new Map<string, ReadonlySet<string>>();
  readonly #looking = new Map<string, AbortController>();

  constructor(services: Services) {
    this.#services = services;
  }

  async show(document: vscode.TextDocument, kind: FileKind): Promise<void> {
    // It serves our languages, but wakes only for its own.
    void jsonSupport()?.activate();
    const { version, uri } = document;
    const look = async (): Promise<readonly string[]> => {
      const missing = this.#missing.get(uri.toString());
      const seen = document.version;
      const { paths, findings } = await kind.inspect(document.getText(), pathOf(uri), missing);
      if (document.version === seen) this.#draw(document, kind, findings);
      return paths;
    };
    const paths = await look();
    if ((await this.#lookAtDisk(document, paths)) && document.version === version) await look();
  }

  /** True when there is news. Nothing is read in a workspace that nobody trusts. */
  async #lookAtDisk({ uri }: vscode.TextDocument, paths: readonly string[]): Promise<boolean> {
    const key = uri.toString();
    this.#looking.get(key)?.abort();
    if (uri.scheme !== 'file' || !vscode.workspace.isTrusted) return false;
    const looking = new AbortController();
    this.#looking.set(key, looking);
    try {
      const { files } = await this.#services.localWorld();
      const missing = await missingPaths(files, { path: pathOf(uri), paths }, looking.signal);
      const before = this.#missing.get(key);
      this.#missing.set(key, missing);
      return missing.size !== (before?.size ?? 0) || [...missing].some((path) => !before?.has(path));
    } catch (error) {
      if (!isAbort(error)) throw error;
      return false;
    } finally {
      if (this.#looking.get(key) === looking) this.#looking.delete(key);
    }
  }

  #draw(document: vscode.TextDocument, { language }: FileKind, findings: readonly FileFinding[]): void {
    if (document.isClosed) return;
    const ours = isValidated(document, language) ? findings.filter(({ inSchema }) => !inSchema) : findings;
    this.#diagnostics.set(
      document.uri,
      ours.map((finding) => diagnosticOf(document, finding)),
    );
  }

  forget({ uri }: vscode.TextDocument): void {
    const key = uri.toString();
    this.#looking.get(key)?.abort();
    this.#missing.delete(key);
    this.#diagnostics.delete(uri);
  }

  dispose(): void {
    this.#looking.forEach((each) => each.abort());
    this.#diagnostics.dispose();
  }
}

const jsonSupport = () => vscode.extensions.getExtension('vscode.json-language-features');

/** VS Code's own JSON support says what the schema says, with the same squiggles. */
function isValidated({ uri, languageId }: vscode.TextDocument, language: string): boolean {
  if (![language, 'json', 'jsonc'].includes(languageId)) return false;
  const isOn = vscode.workspace.getConfiguration('json', uri).get<boolean>('validate.enable', true);
  return isOn && jsonSupport() !== undefined;
}
