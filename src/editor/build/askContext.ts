import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { BuildChoice } from '../../core/images/build/buildChoice';
import { folderOf, foldersUpTo, relativePath, resolvePath } from '../../core/paths';
import { pathOf } from '../userFiles/documents';
import type { Change } from './askBuild';

interface Asked {
  readonly dockerfile: string;
  readonly inferred: string;
}

/** Folders above the Dockerfile that are offered. */
const levels = 6;

export const contextName = ({ context }: BuildChoice, { dockerfile, inferred }: Asked): string =>
  vscode.workspace.asRelativePath(context === '' ? inferred : resolvePath(folderOf(dockerfile), context));

/** The folder that COPY takes from: one of those above the Dockerfile, or another. */
export const changeContext =
  ({ dockerfile }: Asked): Change =>
  async (choice) => {
    const own = folderOf(dockerfile);
    const workspace = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(dockerfile));
    const folders = foldersUpTo(own, workspace ? pathOf(workspace.uri) : own, levels);
    const another = { label: l10n.t('Another Folder…'), context: undefined };
    const chosen = await vscode.window.showQuickPick(
      [
        ...folders.map((folder) => ({
          label: vscode.workspace.asRelativePath(folder),
          description: relativePath(own, folder),
          context: relativePath(own, folder),
        })),
        another,
      ],
      { title: l10n.t('Which folder does COPY take from?') },
    );
    if (!chosen) return undefined;
    if (chosen.context !== undefined) return { ...choice, context: chosen.context };
    const [uri] =
      (await vscode.window.showOpenDialog({
        canSelectFolders: true,
        canSelectFiles: false,
        defaultUri: vscode.Uri.file(own),
      })) ?? [];
    return uri && { ...choice, context: relativePath(own, pathOf(uri)) };
  };
