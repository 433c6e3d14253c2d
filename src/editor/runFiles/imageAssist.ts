import * as vscode from 'vscode';
import { userRegion } from '../../core/prebuilt/userRegion';
import type { Closeable } from '../../core/scope';
import { completionItem, shownHover } from '../assistItems';

/** Every kind of file that names an image under `image`. */
const filesWithImages: vscode.DocumentSelector = { pattern: '**/*.{train,endpoint}.json' };

/** Loaded at the first question: the table of images is no part of what every window pays for. */
const load = async () => import('../../core/prebuilt/jsonImages');

/** The images of AWS, offered and explained as in Dockerfiles. */
export function registerImageAssist(): readonly Closeable[] {
  const provideHover = async (document: vscode.TextDocument, position: vscode.Position) => {
    const { jsonImageHover } = await load();
    const hover = jsonImageHover(document.getText(), document.offsetAt(position), Date.now());
    return hover && shownHover(document, hover);
  };
  const provideCompletionItems = async (document: vscode.TextDocument, position: vscode.Position) => {
    const { jsonImageCompletions } = await load();
    const found = jsonImageCompletions(
      document.getText(),
      document.offsetAt(position),
      userRegion(process.env),
    );
    return found.map((each) => completionItem(each, position));
  };
  return [
    vscode.languages.registerHoverProvider(filesWithImages, { provideHover }),
    vscode.languages.registerCompletionItemProvider(
      filesWithImages,
      { provideCompletionItems },
      '"',
      '/',
      ':',
      '.',
      '-',
    ),
  ];
}
