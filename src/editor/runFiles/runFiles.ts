import * as vscode from 'vscode';
import type { Handlers } from '../register';
import { guard } from '../register';
import type { Services } from '../services';
import { copyPythonCode, copyTrainingJob } from './copyCommands';
import { registerImageAssist } from './imageAssist';
import { importTrainingJob } from './importTrainingJob';
import { newRunFile } from './newRunFile';
import { isRunFile, runFiles } from './runDocuments';
import { RunFileChecker } from './runFileChecker';
import { RunFileLenses } from './runFileLenses';

/** Milliseconds without a key, or without a change on disk, before run files are checked. */
const quiet = 150;

type RunFileCommand = 'newRunFile' | 'importTrainingJob' | 'copyTrainingJob' | 'copyPythonCode';

/** Training run files in the editor: diagnostics as the user types, lenses, and the commands about them. */
export function registerRunFiles(
  services: Services,
  options: { readonly canTrain: boolean },
): Pick<Handlers, RunFileCommand> {
  const { scope } = services;
  const checker = scope.own(new RunFileChecker(services));
  const show = (document: vscode.TextDocument): void =>
    void guard(services, async () => checker.show(document), 'check run file');
  const showOpen = (): void => vscode.workspace.textDocuments.filter(isRunFile).forEach(show);
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(showOpen, quiet);
  };
  scope.own({ dispose: () => clearTimeout(timer) });
  scope.own(vscode.workspace.onDidOpenTextDocument(show));
  scope.own(
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (isRunFile(document)) soon();
    }),
  );
  scope.own(vscode.workspace.onDidCloseTextDocument((document) => checker.forget(document)));
  const watcher = scope.own(vscode.workspace.createFileSystemWatcher('**/*', false, true, false));
  scope.own(watcher.onDidCreate(soon));
  scope.own(watcher.onDidDelete(soon));
  scope.own(vscode.workspace.onDidGrantWorkspaceTrust(showOpen));
  scope.own(vscode.languages.registerCodeLensProvider(runFiles, new RunFileLenses(options)));
  registerImageAssist().forEach((each) => scope.own(each));
  showOpen();
  return {
    newRunFile: async () => newRunFile(services),
    importTrainingJob,
    copyTrainingJob,
    copyPythonCode,
  };
}
