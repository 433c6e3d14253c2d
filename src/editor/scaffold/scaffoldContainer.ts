import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { LoadedTemplate } from '../../app/scaffold/loadTemplate';
import { loadTemplate } from '../../app/scaffold/loadTemplate';
import type { Decide } from '../../app/scaffold/scaffoldContainer';
import { scaffoldContainer as writeContainer } from '../../app/scaffold/scaffoldContainer';
import { joinPath, resolvePath } from '../../core/paths';
import type { LocalWorld } from '../../core/ports';
import { userRegion } from '../../core/prebuilt/userRegion';
import { templateFolders } from '../../core/scaffold/readTemplate';
import type { ScaffoldFile } from '../../core/scaffold/scaffoldFiles';
import { pathOf } from '../userFiles/documents';
import { pickFolder } from '../userFiles/writeNewFile';
import type { Services } from '../services';
import { readSetting } from '../settings';
import { showMarkdown } from '../showMarkdown';
import { finishStep } from '../walkthrough/finishStep';
import { askContainer } from './askContainer';
import { chooseOverwritten } from './chooseOverwritten';
import { offerFolder } from './offerFolder';

/** From a few answers to a folder with a container that works, and its README in front. */
export async function scaffoldContainer(services: Services, address: string | undefined): Promise<void> {
  const parent = await folderFor(address);
  if (!parent) return;
  const { files } = await services.localWorld();
  const container = await askContainer(await loadTemplates(services, files), today());
  if (!container) return;
  const folder = vscode.Uri.joinPath(parent, container.name);
  const decide: Decide = async (inTheWay) => chooseFiles(folder, inTheWay);
  const done = await services.activity.run(l10n.t('Scaffolding {0}', container.name), async (signal) =>
    writeContainer({ files }, { ...container, folder: pathOf(folder) }, decide, signal),
  );
  if (!done) return;
  finishStep('scaffold');
  const paths = [...done.written, ...done.kept];
  const [first] = paths;
  if (paths.includes('README.md')) await showMarkdown(vscode.Uri.joinPath(folder, 'README.md'));
  // A template of somebody else may have none.
  else if (first !== undefined) await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, first));
  await offerFolder(folder);
}

const today = (): string => new Date().toISOString().slice(0, 10);

type Templates = readonly [LoadedTemplate, ...LoadedTemplate[]];

/** Ours, and then those that the user names in the settings. */
async function loadTemplates(services: Services, files: LocalWorld['files']): Promise<Templates> {
  const ours = joinPath(pathOf(services.extensionUri), 'media/scaffold');
  const [workspace] = vscode.workspace.workspaceFolders ?? [];
  const here = workspace ? pathOf(workspace.uri) : '/';
  const theirs = readSetting('scaffold.templates').map((folder) => resolvePath(here, folder));
  return services.activity.run(l10n.t('Reading templates'), async (signal) => {
    const load = async (folder: string): Promise<LoadedTemplate> =>
      loadTemplate(files, folder, userRegion(process.env), signal);
    const [first, ...others] = [...templateFolders.map((name) => joinPath(ours, name)), ...theirs];
    return [await load(first ?? ours), ...(await Promise.all(others.map(load)))];
  });
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

async function chooseFiles(
  folder: vscode.Uri,
  inTheWay: readonly ScaffoldFile[],
): Promise<readonly string[] | undefined> {
  const keep = l10n.t('Keep Mine');
  const overwrite = l10n.t('Overwrite');
  const choose = l10n.t('Compare and Choose…');
  const paths = inTheWay.map(({ path }) => path);
  const chosen = await vscode.window.showWarningMessage(
    l10n.t('{0} of the files are there already, and say something else.', paths.length),
    { modal: true, detail: paths.join('\n') },
    keep,
    overwrite,
    choose,
  );
  if (chosen === choose) return chooseOverwritten(folder, inTheWay);
  if (chosen === undefined) return undefined;
  return chosen === overwrite ? paths : [];
}
