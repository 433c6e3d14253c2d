import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { RunFile } from '../../core/run/file/runFile';
import { askedDocument, loadChecks, readRun } from './runDocuments';

export async function copyTrainingJob(rows: readonly string[]): Promise<void> {
  const { run, reading } = await readRun(await askedDocument(rows));
  const { trainingJob } = await import('../../core/run/request/trainingJob');
  await vscode.env.clipboard.writeText(`${JSON.stringify(trainingJob(run, namesOf(run)), undefined, 2)}\n`);
  const { checkForCloud } = await loadChecks();
  const missing = checkForCloud(reading).map(({ message }) => message);
  if (missing.length > 0)
    void vscode.window.showWarningMessage(l10n.t('Copied, but it is not complete. {0}', missing.join(' ')));
}

export async function copyPythonCode(rows: readonly string[]): Promise<void> {
  const { run } = await readRun(await askedDocument(rows));
  const { pythonCode } = await import('../../core/run/request/pythonCode');
  await vscode.env.clipboard.writeText(pythonCode(run, namesOf(run)));
}

const namesOf = (run: RunFile) => ({ name: run.name ?? 'training', image: run.cloud?.image ?? run.image });
