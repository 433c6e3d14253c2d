import * as vscode from 'vscode';
import type { Completion } from '../../core/dockerfile/assist/completion';
import { userRegion } from '../../core/prebuilt/userRegion';
import type { Closeable } from '../../core/scope';
import type { Checker } from './checker';
import { rangeOf } from './checker';

/** Hovers and completion. Both say only what concerns SageMaker: the rest is other extensions' business. */
export function registerAssist(checker: Checker, selector: vscode.DocumentSelector): readonly Closeable[] {
  const provideHover = async (document: vscode.TextDocument, position: vscode.Position) => {
    const { hoverAt } = await import('../../core/dockerfile/assist/hover');
    const { result } = await checker.check(document);
    const hover = hoverAt(result.view, document.offsetAt(position));
    if (!hover) return undefined;
    return new vscode.Hover(
      hover.paragraphs.map((each) => new vscode.MarkdownString(each)),
      rangeOf(document, hover),
    );
  };
  const provideCompletionItems = async (document: vscode.TextDocument, position: vscode.Position) => {
    const { completionsAt } = await import('../../core/dockerfile/assist/completion');
    const before = document.lineAt(position.line).text.slice(0, position.character);
    return completionsAt(before, userRegion(process.env)).map((each) => itemOf(each, position));
  };
  return [
    vscode.languages.registerHoverProvider(selector, { provideHover }),
    vscode.languages.registerCompletionItemProvider(
      selector,
      { provideCompletionItems },
      '/',
      ' ',
      '_',
      ':',
      '.',
    ),
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
  { kind, label, insert, detail, replaces }: Completion,
  position: vscode.Position,
): vscode.CompletionItem {
  const item = new vscode.CompletionItem(label, kinds[kind]);
  item.insertText = insert;
  item.filterText = label;
  item.detail = detail;
  item.range = new vscode.Range(position.translate(0, -replaces), position);
  return item;
}
