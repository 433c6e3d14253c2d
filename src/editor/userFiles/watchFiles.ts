import * as vscode from 'vscode';
import { guard } from '../register';
import type { Services } from '../services';
import { FileChecker } from './fileChecker';
import { isOfKind, type FileKind } from './fileKind';

/** Milliseconds without a key, or without a change on disk, before files are checked. */
const quiet = 150;

/** Diagnostics of these kinds of files, as the user types and as the disk changes. */
export function watchFiles(services: Services, kinds: readonly FileKind[]): void {
  const { scope } = services;
  const checker = scope.own(new FileChecker(services));
  const kindOf = (document: vscode.TextDocument): FileKind | undefined =>
    kinds.find((kind) => isOfKind(kind, document));
  const show = (document: vscode.TextDocument): void => {
    const kind = kindOf(document);
    if (kind) void guard(services, async () => checker.show(document, kind), `check ${kind.language}`);
  };
  const showOpen = (): void => vscode.workspace.textDocuments.forEach(show);
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(showOpen, quiet);
  };
  scope.own({ dispose: () => clearTimeout(timer) });
  scope.own(vscode.workspace.onDidOpenTextDocument(show));
  scope.own(
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (kindOf(document)) soon();
    }),
  );
  scope.own(vscode.workspace.onDidCloseTextDocument((document) => checker.forget(document)));
  const watcher = scope.own(vscode.workspace.createFileSystemWatcher('**/*', false, true, false));
  scope.own(watcher.onDidCreate(soon));
  scope.own(watcher.onDidDelete(soon));
  scope.own(vscode.workspace.onDidGrantWorkspaceTrust(showOpen));
  showOpen();
}
