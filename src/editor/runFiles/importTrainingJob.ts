import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { Problem } from '../../core/problem';
import { runFileLanguage } from '../../manifest/languages';
import { pickFolder, writeNewFile } from '../userFiles/writeNewFile';

/** Called on `clipboard` or on the address of a file; else asks which. */
export async function importTrainingJob([asked]: readonly string[]): Promise<void> {
  const from = asked ?? (await askSource());
  if (from === undefined) return;
  const json = from === 'clipboard' ? await vscode.env.clipboard.readText() : await readText(from);
  const { importTrainingJob: convert } = await import('../../core/run/request/importTrainingJob');
  const imported = convert(json);
  if ('wrong' in imported)
    throw new Problem('bad-usage', l10n.t('This cannot be imported. {0}', imported.wrong));
  const folder = await pickFolder();
  const name = imported.name.replaceAll(/[^A-Za-z0-9-]+/g, '-');
  if (folder) return writeNewFile(folder, { name, ending: '.train.json' }, imported.text);
  const document = await vscode.workspace.openTextDocument({
    language: runFileLanguage,
    content: imported.text,
  });
  await vscode.window.showTextDocument(document);
}

async function askSource(): Promise<string | undefined> {
  const clipboard = l10n.t('From the Clipboard');
  const file = l10n.t('From a File…');
  const chosen = await vscode.window.showQuickPick([clipboard, file], {
    title: l10n.t('Import CreateTrainingJob Request'),
    placeHolder: l10n.t('JSON of CreateTrainingJob, or what DescribeTrainingJob answers'),
  });
  if (chosen === clipboard) return 'clipboard';
  if (chosen === undefined) return undefined;
  const filters = { JSON: ['json', 'jsonc'] };
  const [picked] = (await vscode.window.showOpenDialog({ filters, canSelectMany: false })) ?? [];
  return picked?.toString();
}

const readText = async (address: string): Promise<string> =>
  (await vscode.workspace.openTextDocument(vscode.Uri.parse(address))).getText();
