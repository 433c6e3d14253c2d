import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { scaffoldContainer as writeContainer } from '../../app/scaffold/scaffoldContainer';
import { joinPath } from '../../core/paths';
import { pathOf } from '../userFiles/documents';
import { pickFolder } from '../userFiles/writeNewFile';
import type { Services } from '../services';
import { askContainer } from './askContainer';

/** From a few answers to a folder with a container that works, and its README in front. */
export async function scaffoldContainer(services: Services, address: string | undefined): Promise<void> {
  const parent = await folderFor(address);
  if (!parent) return;
  const container = await askContainer();
  if (!container) return;
  const folder = vscode.Uri.joinPath(parent, container.name);
  const scaffold = {
    ...container,
    folder: pathOf(folder),
    templates: joinPath(pathOf(services.extensionUri), 'media/scaffold'),
  };
  const { files } = await services.localWorld();
  const done = await services.activity.run(l10n.t('Scaffolding {0}', container.name), async (signal) =>
    writeContainer({ files }, scaffold, decide, signal),
  );
  if (!done) return;
  await showReadme(vscode.Uri.joinPath(folder, 'README.md'));
}

/** As a page, whose links open the files; as text where VS Code's own Markdown is turned off. */
async function showReadme(readme: vscode.Uri): Promise<void> {
  if (vscode.extensions.getExtension('vscode.markdown-language-features'))
    await vscode.commands.executeCommand('markdown.showPreview', readme);
  else await vscode.window.showTextDocument(readme);
}

/** The folder that was clicked, or that of the file; without either the workspace's, or one that is asked for. */
async function folderFor(address: string | undefined): Promise<vscode.Uri | undefined> {
  if (address !== undefined) {
    const uri = vscode.Uri.parse(address);
    const { type } = await vscode.workspace.fs.stat(uri);
    return (type & vscode.FileType.Directory) === 0 ? vscode.Uri.joinPath(uri, '..') : uri;
  }
  if ((vscode.workspace.workspaceFolders ?? []).length > 0) return pickFolder();
  const [chosen] =
    (await vscode.window.showOpenDialog({
      canSelectFolders: true,
      canSelectFiles: false,
      title: l10n.t('Where Should the Container’s Folder Be?'),
    })) ?? [];
  return chosen;
}

async function decide(paths: readonly string[]): Promise<'skip' | 'overwrite' | undefined> {
  const skip = l10n.t('Keep Mine');
  const overwrite = l10n.t('Overwrite');
  const chosen = await vscode.window.showWarningMessage(
    l10n.t('{0} of the files are there already, and say something else.', paths.length),
    { modal: true, detail: paths.join('\n') },
    skip,
    overwrite,
  );
  if (chosen === undefined) return undefined;
  return chosen === overwrite ? 'overwrite' : 'skip';
}
