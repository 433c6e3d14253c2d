import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { chosenBuild } from '../../core/images/build/buildChoice';
import { choiceOf, taskOf } from '../../core/images/build/buildTask';
import { buildTaskType } from '../../core/images/build/buildTaskType';
import { checkImageName } from '../../core/images/imageName';
import { Problem } from '../../core/problem';
import { requireTrust } from '../requireTrust';
import type { Services } from '../services';
import { pathOf } from '../userFiles/documents';
import { rememberedChoices } from './askBuild';
import type { BuildRunner } from './buildRunner';
import { BuildTerminal } from './buildTerminal';
import { contextOf } from './contextOf';

/** A task for each Dockerfile of the workspace that was built before, as it was built. */
export function rememberedTasks(services: Services, runner: BuildRunner): vscode.Task[] {
  return [...rememberedChoices(services)].flatMap(([dockerfile, choice]) => {
    const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(dockerfile));
    if (!folder) return [];
    const definition = { ...taskOf(pathOf(folder.uri), dockerfile, choice) };
    return [buildTask(services, runner, { definition, folder, name: choice.name })];
  });
}

/** A task of tasks.json, which VS Code knows by its definition alone. */
export function resolvedTask(
  services: Services,
  runner: BuildRunner,
  { definition, scope, name }: vscode.Task,
): vscode.Task | undefined {
  const folder = typeof scope === 'object' ? scope : (vscode.workspace.workspaceFolders ?? [])[0];
  return folder && buildTask(services, runner, { definition, folder, name });
}

interface Known {
  readonly definition: vscode.TaskDefinition;
  readonly folder: vscode.WorkspaceFolder;
  readonly name: string;
}

function buildTask(
  services: Services,
  runner: BuildRunner,
  { definition, folder, name }: Known,
): vscode.Task {
  // What it says is asked for once more when it starts: variables such as ${workspaceFolder} are filled in then.
  const execution = new vscode.CustomExecution(
    async (resolved) =>
      new BuildTerminal(async (show, signal) => {
        requireTrust(l10n.t('Building runs programs: it needs a workspace that you trust.'));
        const build = await buildOf(services, pathOf(folder.uri), resolved);
        return { name: build.name, built: await runner.run(build, show, signal) };
      }),
  );
  const task = new vscode.Task(definition, folder, name, l10n.t('SageMaker build'), execution, []);
  task.group = vscode.TaskGroup.Build;
  return task;
}

async function buildOf(services: Services, folder: string, definition: vscode.TaskDefinition) {
  const asked = choiceOf(folder, JSON.parse(JSON.stringify(definition)));
  if (!asked)
    throw new Problem(
      'bad-usage',
      l10n.t('A task of the type {0} names a "dockerfile" and an "image".', buildTaskType),
    );
  const wrong = checkImageName(asked.choice.name);
  if (wrong !== undefined) throw new Problem('bad-usage', wrong);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(asked.dockerfile)).then(
    (found) => found,
    () => undefined,
  );
  if (!document)
    throw new Problem('file-unreadable', l10n.t('There is no Dockerfile at {0}.', asked.dockerfile));
  return chosenBuild(asked.dockerfile, asked.choice, await contextOf(services, document));
}
