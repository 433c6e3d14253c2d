import * as vscode from 'vscode';
import type { RunFile } from '../../core/run/file/runFile';
import { warnOfMissing } from '../userFiles/documents';
import { finishStep } from '../walkthrough/finishStep';
import { askedRunFile, loadChecks, readRun } from './runDocuments';

export async function copyTrainingJob(rows: readonly string[]): Promise<void> {
  const document = await askedRunFile(rows);
  if (!document) return;
  const { run, reading } = await readRun(document);
  const { trainingJob } = await import('../../core/run/request/trainingJob');
  await vscode.env.clipboard.writeText(`${JSON.stringify(trainingJob(run, namesOf(run)), undefined, 2)}\n`);
  finishStep('rollOut');
  const { checkForCloud } = await loadChecks();
  warnOfMissing(checkForCloud(reading));
}

export async function copyPythonCode(rows: readonly string[]): Promise<void> {
  const document = await askedRunFile(rows);
  if (!document) return;
  const { run } = await readRun(document);
  const { pythonCode } = await import('../../core/run/request/pythonCode');
  await vscode.env.clipboard.writeText(pythonCode(run, namesOf(run)));
  finishStep('rollOut');
}

const namesOf = (run: RunFile) => ({ name: run.name ?? 'training', image: run.cloud?.image ?? run.image });
