import * as vscode from 'vscode';
import type { Handlers } from '../register';
import type { Services } from '../services';
import { selectorOf } from '../userFiles/fileKind';
import { copyPythonCode, copyTrainingJob } from './copyCommands';
import { registerImageAssist } from './imageAssist';
import { importTrainingJob } from './importTrainingJob';
import { newRunFile } from './newRunFile';
import { runFileKind } from './runDocuments';
import { RunFileLenses } from './runFileLenses';

type RunFileCommand = 'newRunFile' | 'importTrainingJob' | 'copyTrainingJob' | 'copyPythonCode';

/** Training run files in the editor: lenses, and the commands about them. */
export function registerRunFiles(
  services: Services,
  options: { readonly canTrain: boolean },
): Pick<Handlers, RunFileCommand> {
  services.scope.own(
    vscode.languages.registerCodeLensProvider(selectorOf(runFileKind()), new RunFileLenses(options)),
  );
  registerImageAssist().forEach((each) => services.scope.own(each));
  return {
    newRunFile: async () => newRunFile(services),
    importTrainingJob,
    copyTrainingJob,
    copyPythonCode,
  };
}
