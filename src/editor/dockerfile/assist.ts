import * as vscode from 'vscode';
import { userRegion } from '../../core/prebuilt/userRegion';
import type { Closeable } from '../../core/scope';
import { completionItem, shownHover } from '../assistItems';
import type { Checker } from './checker';

/** Hovers and completion. Both say only what concerns SageMaker: the rest is other extensions' business. */
export function registerAssist(checker: Checker, selector: vscode.DocumentSelector): readonly Closeable[] {
  const provideHover = async (document: vscode.TextDocument, position: vscode.Position) => {
    const { hoverAt } = await import('../../core/dockerfile/assist/hover');
    const { result } = await checker.check(document);
    const hover = hoverAt(result.view, document.offsetAt(position));
    return hover && shownHover(document, hover);
  };
  const provideCompletionItems = async (document: vscode.TextDocument, position: vscode.Position) => {
    const { completionsAt } = await import('../../core/dockerfile/assist/completion');
    const before = document.lineAt(position.line).text.slice(0, position.character);
    return completionsAt(before, userRegion(process.env)).map((each) => completionItem(each, position));
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
