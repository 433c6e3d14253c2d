import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { Problem } from '../../core/problem';
import type { RunReading } from '../../core/run/file/readRunFile';
import type { RunFile } from '../../core/run/file/runFile';
import { findInWorkspace, pickFile } from '../workspaceFiles';

export const runFiles: vscode.DocumentSelector = { pattern: '**/*.train.json' };

export const isRunFile = (document: vscode.TextDocument): boolean =>
  vscode.languages.match(runFiles, document) > 0;

/** As ports name paths: with forward slashes on every system. */
export const pathOf = ({ fsPath }: vscode.Uri): string => fsPath.replaceAll('\\', '/');

/** The run file that a command was called on: by its address, the one in front, or one of the workspace; nothing when the user gave up. */
export async function askedDocument([address]: readonly string[]): Promise<vscode.TextDocument | undefined> {
  if (address !== undefined) return vscode.workspace.openTextDocument(vscode.Uri.parse(address));
  const inFront = vscode.window.activeTextEditor?.document;
  if (inFront && isRunFile(inFront)) return inFront;
  const found = await findInWorkspace('**/*.train.json');
  if (found.length === 0)
    throw new Problem('bad-usage', l10n.t('There is no training run file (*.train.json) in this workspace.'));
  const chosen = await pickFile(found, l10n.t('Which run file?'));
  return chosen && vscode.workspace.openTextDocument(chosen);
}

/** Loaded with the first run file: the parser is no part of what every window pays for. */
export const loadChecks = async () => import('../../core/run/file/check/checkRunFile');

/** A run that can be used. What is wrong with the form of its file must be mended first: nobody knows what was meant. */
export async function readRun(
  document: vscode.TextDocument,
): Promise<{ readonly run: RunFile; readonly reading: RunReading }> {
  const { readRunFile } = await import('../../core/run/file/readRunFile');
  const reading = readRunFile(document.getText(), pathOf(document.uri));
  const wrong = reading.findings.find(({ severity }) => severity === 'error');
  if (!reading.run || wrong) {
    const line = document.positionAt(wrong?.start ?? 0).line + 1;
    throw new Problem('bad-usage', l10n.t('Line {0} of the run file: {1}', line, wrong?.message ?? ''));
  }
  return { run: reading.run, reading };
}
