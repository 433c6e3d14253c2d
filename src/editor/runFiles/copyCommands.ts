import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { RunFile } from '../../core/run/file/runFile';
import { finishStep } from '../walkthrough/finishStep';
import { askedDocument, loadChecks, readRun } from './runDocuments';

export async function copyTrainingJob(rows: readonly string[]): Promise<void> {
  const document = await askedDocument(rows);
  if (!document) return;
  const { run, reading } = await readRun(document);
  const { trainingJob } = await import('../../core/run/request/trainingJob');
  await vscode.env.clipboard.writeText(`${JSON.stringify(trainingJob(run, namesOf(run)), undefined, 2)}\n`);
  finishStep('rollOut');
  const { checkForCloud } = await loadChecks();
  const missing = checkForCloud(reading).map(({ message }) => message);
  if (missing.length > 0)
    void vscode.window.showWarningMessage(l10n.t('Copied, but it is not complete. {0}', missing.join(' ')));
}

export async function copyPythonCode(rows: readonly string[]): Promise<void> {
  const document = await askedDocument(rows);
  if (!document) return;
  const { run } = await readRun(document);
  const { pythonCode } = await import('../../core/run/request/pythonCode');
  await vscode.env.clipboard.writeText(pythonCode(run, namesOf(run)));
  finishStep('rollOut');
}

const namesOf = (run: RunFile) => ({ name: run.name ?? 'training', image: run.cloud?.image ?? run.image });
