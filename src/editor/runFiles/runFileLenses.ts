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

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const lens = (title: string, command: string): vscode.CodeLens => topLens(uri, title, command);
    return [
      ...(this.#canTrain
        ? [
            lens(l10n.t('$(play) Train Locally'), runCommands.trainLocally),
            lens(l10n.t('$(eye) Watch Last Run'), runCommands.watchLastRun),
          ]
        : []),
      lens(l10n.t('Copy as CreateTrainingJob Request'), commandId('copyTrainingJob')),
      lens(l10n.t('Copy as Python SDK Code'), commandId('copyPythonCode')),
    ];
  }
}
