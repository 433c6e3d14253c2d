import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { buildImage as build } from '../../app/images/buildImage';
import type { BuildChoice } from '../../core/images/build/buildChoice';
import { BuildProblem } from '../../core/images/build/buildFailure';
import { advanceBuild, beforeBuild } from '../../core/images/build/buildProgress';
import { formatSize } from '../../core/format';
import { formatDuration } from '../../core/run/describe';
import { folderOf } from '../../core/paths';
import { isAbort, Problem } from '../../core/problem';
import { pathOf } from '../userFiles/documents';
import type { Services } from '../services';
import { requireTrust } from '../requireTrust';
import { findDockerfiles, pickFile } from '../workspaceFiles';
import { askBuild } from './askBuild';
import { BuildMarks } from './buildMarks';

/** Builds images of the user's Dockerfiles: what the engine says goes to an output, and a failure to its line. */
export class ImageBuilder {
  readonly #services: Services;
  readonly #marks: BuildMarks;
  #output: vscode.OutputChannel | undefined;

  readonly #push: (name: string) => Promise<void>;

  constructor(services: Services, push: (name: string) => Promise<void>) {
    this.#services = services;
    this.#push = push;
    this.#marks = services.scope.own(new BuildMarks());
  }

  async build(address: string | undefined): Promise<void> {
    requireTrust(l10n.t('Building runs programs: it needs a workspace that you trust.'));
    const uri = address === undefined ? await findDockerfile() : vscode.Uri.parse(address);
    if (!uri) return;
    const document = await vscode.workspace.openTextDocument(uri);
    // The engine gets what is on the disk.
    if (document.isDirty) await document.save();
    const choice = await askBuild(this.#services, pathOf(uri), document.getText());
    if (choice) await this.#run(document, choice);
  }

  async #run(document: vscode.TextDocument, choice: BuildChoice): Promise<void> {
    const { activity, world } = this.#services;
    const output = (this.#output ??= this.#services.scope.own(
      vscode.window.createOutputChannel(l10n.t('SageMaker Build')),
    ));
    output.clear();
    this.#marks.clear(document.uri);
    const { docker, files, registries } = await world();
    const before = await docker.findImage(choice.name, new AbortController().signal);
    const begun = Date.now();
    let progress = beforeBuild;
    try {
      await activity.run(l10n.t('Building {0}', choice.name), async (signal, tell) => {
        const report = (line: string): void => {
          output.appendLine(line);
          progress = advanceBuild(progress, line);
          const { step, steps } = progress;
          if (steps > 0) tell(l10n.t('Building {0}: step {1} of {2}', choice.name, step, steps));
        };
        await build({ docker, files, registries }, imageBuild(pathOf(document.uri), choice), report, signal);
      });
    } catch (error) {
      if (error instanceof BuildProblem) this.#marks.show(document, error.failure);
      if (!isAbort(error)) output.show(true);
      throw error;
    }
    const after = await docker.findImage(choice.name, new AbortController().signal);
    if (after) await this.#tell(choice.name, { bytes: after.bytes, before: before?.bytes, begun });
  }

  async #tell(
    name: string,
    { bytes, before, begun }: { bytes: number; before: number | undefined; begun: number },
  ): Promise<void> {
    const change = before === undefined ? 0 : bytes - before;
    const facts = [
      formatDuration(Date.now() - begun),
      formatSize(bytes),
      ...(change > 0 ? [l10n.t('{0} more than before', formatSize(change))] : []),
      ...(change < 0 ? [l10n.t('{0} less than before', formatSize(-change))] : []),
    ];
    const push = l10n.t('Push to ECR…');
    const show = l10n.t('Show Output');
    const text = l10n.t('{0} is built: {1}.', name, facts.join(', '));
    const chosen = await vscode.window.showInformationMessage(text, push, show);
    if (chosen === push) await this.#push(name);
    if (chosen === show) this.#output?.show(true);
  }
}

const imageBuild = (dockerfile: string, { name, target, args, platform }: BuildChoice) => ({
  name,
  dockerfile,
  context: folderOf(dockerfile),
  args,
  ...(target === '' ? {} : { target }),
  ...(platform === '' ? {} : { platform }),
});

async function findDockerfile(): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  if (active?.languageId === 'dockerfile') return active.uri;
  const found = await findDockerfiles();
  if (found.length === 0) throw new Problem('bad-usage', l10n.t('There is no Dockerfile in this workspace.'));
  return pickFile(found, l10n.t('Build Image'));
}
