import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ReadmeSection } from '../../manifest/walkthrough';
import { readmeSections } from '../../manifest/walkthrough';
import { commandId } from '../../manifest/commandId';
import { showMarkdown } from '../showMarkdown';
import { dockerfileNames, findInWorkspace, pickFile } from '../workspaceFiles';
import { finishStep } from './finishStep';

/** The page on a container of this workspace, at the heading that was asked for. */
export async function openContainerReadme([section]: readonly string[]): Promise<void> {
  const readmes = await containerReadmes();
  if (readmes.length === 0) return offerContainer();
  const readme = await pickFile(readmes, l10n.t('Which container?'));
  if (!readme) return;
  if (!isSection(section)) return showMarkdown(readme);
  await showMarkdown(readme.with({ fragment: readmeSections[section] }));
  finishStep(section);
}

const isSection = (text: string | undefined): text is ReadmeSection =>
  text !== undefined && text in readmeSections;

/** Of folders with something to build or to train: others are about something else. */
async function containerReadmes(): Promise<readonly vscode.Uri[]> {
  const [readmes, parts] = await Promise.all([
    findInWorkspace('**/README.md'),
    findInWorkspace(`**/{*.train.json,${dockerfileNames}}`),
  ]);
  const folderOf = (uri: vscode.Uri): string => vscode.Uri.joinPath(uri, '..').toString();
  const containers = new Set(parts.map(folderOf));
  return readmes.filter((readme) => containers.has(folderOf(readme)));
}

async function offerContainer(): Promise<void> {
  const scaffold = l10n.t('Scaffold Container…');
  const text = l10n.t('There is no container with a README in this workspace.');
  if ((await vscode.window.showInformationMessage(text, scaffold)) === scaffold)
    await vscode.commands.executeCommand(commandId('scaffoldContainer'));
}
