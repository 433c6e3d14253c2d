import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { commandId } from '../../manifest/commandId';
import { topLens } from '../userFiles/topLens';

/** By id, since these commands come with the runs; their argument is the address of the document. */
const runCommands = {
  trainLocally: 'longshore.trainLocally',
  watchLastRun: 'longshore.watchLastRun',
} as const;

/** What can be done with a run file, above its first line. */
export class RunFileLenses implements vscode.CodeLensProvider {
  readonly #canTrain: boolean;

  constructor({ canTrain }: { readonly canTrain: boolean }) {
    this.#canTrain = canTrain;
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const { uri } = document;
    const lens = (title: string, command: string): vscode.CodeLens => topLens(uri, title, command);
    return [
      ...(this.#canTrain
        ? [
            lens(l10n.t('$(play) Train Locally'), runCommands.trainLocally),
            lens(l10n.t('$(eye) Watch Last Run'), runCommands.watchLastRun),
            ...((await builds(document))
              ? [lens(l10n.t('$(tools) Build Image'), commandId('buildImage'))]
              : []),
          ]
        : []),
      lens(l10n.t('Copy as CreateTrainingJob Request'), commandId('copyTrainingJob')),
      lens(l10n.t('Copy as Python SDK Code'), commandId('copyPythonCode')),
    ];
  }
}

async function builds(document: vscode.TextDocument): Promise<boolean> {
  const { readRunFile } = await import('../../core/run/file/readRunFile');
  return readRunFile(document.getText(), document.uri.path).run?.build !== undefined;
}
