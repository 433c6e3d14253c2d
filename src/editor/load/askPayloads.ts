import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { pathOf } from '../userFiles/documents';
import { findInWorkspace } from '../workspaceFiles';

interface Choice extends vscode.QuickPickItem {
  readonly uri?: vscode.Uri;
}

/** What people send to endpoints; the files of tools and of ourselves are not meant. */
const pattern = '**/*.{csv,jsonl,ndjson,json,txt,npy,libsvm,parquet,png,jpg,jpeg}';
const notMeant =
  /(?:^|\/)(?:package(?:-lock)?\.json|tsconfig[^/]*\.json|\.[^/]*\/|[^/]*\.(?:train|endpoint|transform|load)\.json$)/;

/** Paths of files or folders; nothing when the user gave up. */
export async function askPayloads(title: string): Promise<readonly string[] | undefined> {
  const another: Choice = { label: l10n.t('$(folder-opened) Other Files or a Folder…') };
  const load = async (): Promise<Choice[]> => {
    const found = (await findInWorkspace(pattern)).filter(({ path }) => !notMeant.test(path));
    const files = found
      .map((uri): Choice => ({ label: vscode.workspace.asRelativePath(uri), uri }))
      .toSorted((left, right) => left.label.localeCompare(right.label));
    return [...files, another];
  };
  const placeHolder = l10n.t('What is sent? Each row of CSV and JSON Lines is one request.');
  const chosen = await vscode.window.showQuickPick(load(), { title, placeHolder, ignoreFocusOut: true });
  if (chosen !== another) return chosen?.uri && [pathOf(chosen.uri)];
  const opened = await vscode.window.showOpenDialog({
    canSelectFiles: true,
    canSelectFolders: true,
    canSelectMany: true,
    title,
  });
  return opened?.map(pathOf);
}
