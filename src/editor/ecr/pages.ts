import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Scope } from '../../core/scope';
import { showMarkdown } from '../showMarkdown';

const usualScheme = 'longshore-page';

/** Read-only pages of Markdown, of what was asked at a moment. */
export class Pages implements vscode.TextDocumentContentProvider {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #texts = new Map<string, string>();
  readonly #scheme: string;

  constructor(scope: Scope, scheme = usualScheme) {
    this.#scheme = scheme;
    scope.own(this.#changed);
    scope.own(vscode.workspace.registerTextDocumentContentProvider(scheme, this));
  }

  provideTextDocumentContent({ path }: vscode.Uri): string {
    return this.#texts.get(path) ?? l10n.t('This was asked in an earlier window.');
  }

  async show(title: string, text: string): Promise<void> {
    // A slash would make folders of the title's parts, and only the last would be seen.
    const page = vscode.Uri.from({ scheme: this.#scheme, path: `/${title.replaceAll('/', '∕')}.md` });
    this.#texts.set(page.path, text);
    this.#changed.fire(page);
    await showMarkdown(page);
  }
}
