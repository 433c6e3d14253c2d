import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { likelyFirst } from '../../app/userFiles/findParts';
import type { NewRun } from '../../core/run/file/newRunFile';
import type { Services } from '../services';
import { askNewFile, choicesOf, separator, type Choice, type Workspace } from '../userFiles/askNewFile';
import { writeNewFile } from '../userFiles/writeNewFile';

/** Asks what to train in, unless that is known, on which data and with which program; each can be left open. */
export async function newRunFile(services: Services, known?: { readonly image: string }): Promise<void> {
  const file = await askNewFile(services, {
    title: l10n.t('New Training Run File (1/3)'),
    placeHolder: l10n.t('What should train?'),
    otherwise: 'training',
    known,
  });
  if (!file) return;
  const { workspace, folder, name, container, relative } = file;
  const data = await askData(workspace);
  if (!data) return;
  const script = await askScript(workspace);
  if (!script) return;
  const answers: NewRun = {
    container,
    ...(data.value ? { data: relative(data.value) } : {}),
    ...(script.value ? { script: relative(script.value) } : {}),
  };
  const { newRunFile: textOf } = await import('../../core/run/file/newRunFile');
  await writeNewFile(folder, { name, ending: '.train.json' }, textOf(answers));
}

async function askData({ root, found }: Workspace): Promise<Choice<vscode.Uri> | undefined> {
  const another: Choice<vscode.Uri> = { label: l10n.t('$(folder-opened) Another Folder…') };
  const load = async (): Promise<ReadonlyArray<Choice<vscode.Uri>>> => [
    ...choicesOf(root, likelyFirst((await found).folders, /data|train/i)),
    another,
    { label: l10n.t('$(circle-slash) No Data') },
  ];
  const chosen = await vscode.window.showQuickPick(load(), {
    title: l10n.t('New Training Run File (2/3)'),
    placeHolder: l10n.t('On which data?'),
  });
  if (chosen !== another) return chosen;
  const [value] =
    (await vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false })) ?? [];
  return value && { label: value.path, value };
}

async function askScript({ root, found }: Workspace): Promise<Choice<vscode.Uri> | undefined> {
  const load = async (): Promise<ReadonlyArray<Choice<vscode.Uri>>> => [
    { label: l10n.t('$(package) The Image Starts by Itself') },
    separator(l10n.t("A program, for images with SageMaker's training toolkit")),
    ...choicesOf(root, (await found).programs),
  ];
  return vscode.window.showQuickPick(load(), {
    title: l10n.t('New Training Run File (3/3)'),
    placeHolder: l10n.t('What should run?'),
  });
}
