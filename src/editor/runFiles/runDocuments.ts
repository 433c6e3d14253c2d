import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { Problem } from '../../core/problem';
import type { RunReading } from '../../core/run/file/readRunFile';
import type { RunFile } from '../../core/run/file/runFile';
import { runFileLanguage } from '../../manifest/languages';
import { askedDocument, pathOf, refuseErrors } from '../userFiles/documents';
import type { FileKind } from '../userFiles/fileKind';

export const loadChecks = async () => import('../../core/run/file/check/checkRunFile');

export const runFileKind = (): FileKind => ({
  language: runFileLanguage,
  ending: '.train.json',
  noun: l10n.t('training run file'),
  inspect: async (text, path, missing) => {
    const [{ inspectRunFile }, { localPaths }] = await Promise.all([
      loadChecks(),
      import('../../core/run/file/localPaths'),
    ]);
    const { run, findings } = inspectRunFile(text, path, missing);
    return { findings, paths: run ? localPaths(run) : [] };
  },
});

export const askedRunFile = async (rows: readonly string[]): Promise<vscode.TextDocument | undefined> =>
  askedDocument(runFileKind(), rows);

/** A run that can be used. */
export async function readRun(
  document: vscode.TextDocument,
): Promise<{ readonly run: RunFile; readonly reading: RunReading }> {
  const { readRunFile } = await import('../../core/run/file/readRunFile');
  const reading = readRunFile(document.getText(), pathOf(document.uri));
  refuseErrors(document, reading.findings, runFileKind());
  if (!reading.run) throw new Problem('bad-usage', l10n.t('The run file says nothing.'));
  return { run: reading.run, reading };
}
