import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { chosenBuild } from '../../core/images/build/buildChoice';
import type { ImageBuild } from '../../core/images/build/imageBuild';
import { isAbort, Problem } from '../../core/problem';
import { runBuild } from '../../core/run/runBuild';
import { requireTrust } from '../requireTrust';
import { readRun } from '../runFiles/runDocuments';
import type { Services } from '../services';
import { pathOf } from '../userFiles/documents';
import { findDockerfiles, pickFile } from '../workspaceFiles';
import { askBuild } from './askBuild';
import { type BuildRunner, type Built, builtText } from './buildRunner';
import { contextOf } from './contextOf';

/** Builds images of the user's Dockerfiles by command: what is said goes to an output of its own for each image. */
export class ImageBuilder {
  readonly #services: Services;
  readonly #runner: BuildRunner;
  readonly #push: (name: string) => Promise<void>;
  readonly #outputs = new Map<string, vscode.OutputChannel>();

  constructor(services: Services, runner: BuildRunner, push: (name: string) => Promise<void>) {
    this.#services = services;
    this.#runner = runner;
    this.#push = push;
  }

  /** Of a Dockerfile, or of what a run file says. */
  async build(address: string | undefined): Promise<void> {
    const build = await this.#asked(address);
    const built = build && (await this.#run(build));
    if (build && built) await this.#tell(build.name, built);
  }

  async buildAndPush(address: string | undefined): Promise<void> {
    const build = await this.#asked(address);
    if (build && (await this.#run(build))) await this.#push(build.name);
  }

  async #asked(address: string | undefined): Promise<ImageBuild | undefined> {
    requireTrust(l10n.t('Building runs programs: it needs a workspace that you trust.'));
    const uri = address === undefined ? await findDockerfile() : vscode.Uri.parse(address);
    if (!uri) return undefined;
    const document = await vscode.workspace.openTextDocument(uri);
    // The engine gets what is on the disk.
    if (document.isDirty) await document.save();
    const path = pathOf(uri);
    if (path.endsWith('.train.json')) return buildOfRun(document, path);
    const inferred = await contextOf(this.#services, document);
    const choice = await askBuild(this.#services, { dockerfile: path, text: document.getText(), inferred });
    return choice && chosenBuild(path, choice, inferred);
  }

  async #run(build: ImageBuild): Promise<Built | undefined> {
    const output = this.#output(build.name);
    output.clear();
    const say = (line: string): void => output.appendLine(line);
    try {
      return await this.#services.activity.run(l10n.t('Building {0}', build.name), async (signal, tell) =>
        this.#runner.run(build, { say, tell }, signal),
      );
    } catch (error) {
      if (!isAbort(error)) output.show(true);
      throw error;
    }
  }

  #output(name: string): vscode.OutputChannel {
    const known = this.#outputs.get(name);
    if (known) return known;
    const output = vscode.window.createOutputChannel(l10n.t('SageMaker Build: {0}', name));
    this.#outputs.set(name, this.#services.scope.own(output));
    return output;
  }

  async #tell(name: string, built: Built): Promise<void> {
    const push = l10n.t('Push to ECR…');
    const show = l10n.t('Show Output');
    const chosen = await vscode.window.showInformationMessage(builtText(name, built), push, show);
    if (chosen === push) await this.#push(name);
    if (chosen === show) this.#output(name).show(true);
  }
}

async function buildOfRun(document: vscode.TextDocument, path: string): Promise<ImageBuild> {
  const { run } = await readRun(document);
  const build = runBuild(run, path);
  if (!build) throw new Problem('bad-usage', l10n.t('This run file names an image, and builds none.'));
  return build;
}

async function findDockerfile(): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  if (active?.languageId === 'dockerfile') return active.uri;
  const found = await findDockerfiles();
  if (found.length === 0) throw new Problem('bad-usage', l10n.t('There is no Dockerfile in this workspace.'));
  return pickFile(found, l10n.t('Build Image'));
}
