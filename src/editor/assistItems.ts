// Completions and hovers of core, as VS Code wants them.
import * as vscode from 'vscode';
import type { Completion } from '../core/dockerfile/assist/completion';
import type { Hover } from '../core/dockerfile/assist/hover';
import { rangeOf } from './dockerfile/checker';

export const shownHover = (document: vscode.TextDocument, hover: Hover): vscode.Hover =>
  new vscode.Hover(
    hover.paragraphs.map((each) => new vscode.MarkdownString(each)),
    rangeOf(document, hover),
  );

const kinds: Readonly<Record<Completion['kind'], vscode.CompletionItemKind>> = {
  image: vscode.CompletionItemKind.Reference,
  variable: vscode.CompletionItemKind.Variable,
  label: vscode.CompletionItemKind.Property,
  path: vscode.CompletionItemKind.Folder,
  pragma: vscode.CompletionItemKind.Keyword,
};

export function completionItem(
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
