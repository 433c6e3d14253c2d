import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { Scope } from '../../core/scope';
import type { ScaffoldFile } from '../../core/scaffold/scaffoldFiles';

const scheme = 'longshore-scaffold';

interface Item extends vscode.QuickPickItem {
  readonly file: ScaffoldFile;
}

/** Asks which files that are there already are overwritten, and shows what would change in them. */
export async function chooseOverwritten(
  folder: vscode.Uri,
  inTheWay: readonly ScaffoldFile[],
): Promise<readonly string[] | undefined> {
  const scope = new Scope();
  const texts = new Map(inTheWay.map(({ path, text }) => [`/${path}`, text]));
  scope.own(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: ({ path }) => texts.get(path) ?? '',
    }),
  );
  const pick = scope.own(vscode.window.createQuickPick<Item>());
  const compare = { iconPath: new vscode.ThemeIcon('diff'), tooltip: l10n.t('Compare') };
  pick.title = l10n.t('These files are there already. Which are overwritten?');
  pick.placeholder = l10n.t('Those without a tick stay as they are.');
  pick.canSelectMany = true;
  pick.ignoreFocusOut = true;
  pick.items = inTheWay.map((file) => ({ label: file.path, file, buttons: [compare] }));
  try {
    return await new Promise<readonly string[] | undefined>((resolve) => {
      scope.own(pick.onDidTriggerItemButton(({ item }) => void showDifference(folder, item.file)));
      scope.own(pick.onDidAccept(() => resolve(pick.selectedItems.map(({ label }) => label))));
      scope.own(pick.onDidHide(() => resolve(undefined)));
      pick.show();
    });
  } finally {
    scope.dispose();
  }
}

async function showDifference(folder: vscode.Uri, { path }: ScaffoldFile): Promise<void> {
  const mine = vscode.Uri.joinPath(folder, path);
  const theirs = vscode.Uri.from({ scheme, path: `/${path}` });
  const title = l10n.t('{0}: mine ↔ new', path);
  await vscode.commands.executeCommand('vscode.diff', mine, theirs, title, { preview: true });
}
