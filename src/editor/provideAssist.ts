import * as vscode from 'vscode';
import type { Completion } from '../core/dockerfile/assist/completion';
import type { Hover } from '../core/dockerfile/assist/hover';
import type { Closeable } from '../core/scope';
import { rangeOf } from './dockerfile/checker';

/** What core says of a place in a document. */
export interface Assist {
  readonly hover: (document: vscode.TextDocument, offset: number) => Promise<Hover | undefined>;
  readonly completions: (document: vscode.TextDocument, offset: number) => Promise<readonly Completion[]>;
}

/** Hovers and completion, as VS Code wants them. Completion comes by itself after each of the `triggers`. */
export function provideAssist(
  selector: vscode.DocumentSelector,
  { hover, completions }: Assist,
  triggers: readonly string[],
): readonly Closeable[] {
  const provideHover = async (document: vscode.TextDocument, position: vscode.Position) => {
    const found = await hover(document, document.offsetAt(position));
    if (!found) return undefined;
    const paragraphs = found.paragraphs.map((each) => new vscode.MarkdownString(each));
    return new vscode.Hover(paragraphs, rangeOf(document, found));
  };
  const provideCompletionItems = async (document: vscode.TextDocument, position: vscode.Position) =>
    (await completions(document, document.offsetAt(position))).map((each) => itemOf(each, position));
  return [
    vscode.languages.registerHoverProvider(selector, { provideHover }),
    vscode.languages.registerCompletionItemProvider(selector, { provideCompletionItems }, ...triggers),
  ];
}

const kinds: Readonly<Record<Completion['kind'], vscode.CompletionItemKind>> = {
  image: vscode.CompletionItemKind.Reference,
  variable: vscode.CompletionItemKind.Variable,
  label: vscode.CompletionItemKind.Property,
  path: vscode.CompletionItemKind.Folder,
  pragma: vscode.CompletionItemKind.Keyword,
};

function itemOf(
  { kind, label, insert, detail, replaces, replacesAfter = 0 }: Completion,
  position: vscode.Position,
): vscode.CompletionItem {
  const item = new vscode.CompletionItem(label, kinds[kind]);
  item.insertText = insert;
  item.filterText = label;
  item.detail = detail;
  item.range = new vscode.Range(position.translate(0, -replaces), position.translate(0, replacesAfter));
  return item;
}
