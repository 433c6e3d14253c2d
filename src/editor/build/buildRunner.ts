import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { buildImage } from '../../app/images/buildImage';
import { formatSize } from '../../core/format';
import type { BuildEvent } from '../../core/images/build/buildEvent';
import { BuildProblem } from '../../core/images/build/buildFailure';
import { advanceBuild, beforeBuild, progressText } from '../../core/images/build/buildProgress';
import { contextText } from '../../core/images/build/contextSize';
import type { ImageBuild } from '../../core/images/build/imageBuild';
import { Problem } from '../../core/problem';
import { formatDuration } from '../../core/run/describe';
import type { Services } from '../services';
import { agreeToContext } from './agreeToContext';
import { BuildMarks } from './buildMarks';

export interface Built {
  readonly bytes: number;
  /** Of the image that had this name. */
  readonly before: number | undefined;
  readonly milliseconds: number;
}

/** Where a build is told of. */
export interface BuildShow {
  /** A line of its account. */
  readonly say: (line: string) => void;
  /** How far it is, in place of what was told before. */
  readonly tell: (title: string) => void;
}

/** Runs builds, of commands and of tasks: a failure is marked on its line, and no name is built twice at once. */
export class BuildRunner {
  readonly #services: Services;
  readonly #marks: BuildMarks;
  readonly #going = new Set<string>();

  constructor(services: Services) {
    this.#services = services;
    this.#marks = services.scope.own(new BuildMarks());
  }

  /** Nothing when the user gave up at the size of the context. */
  async run(build: ImageBuild, show: BuildShow, signal: AbortSignal): Promise<Built | undefined> {
    if (this.#going.has(build.name))
      throw new Problem('bad-usage', l10n.t('{0} is being built already. Stop that first.', build.name));
    this.#going.add(build.name);
    try {
      return await this.#run(build, show, signal);
    } finally {
      this.#going.delete(build.name);
    }
  }

  async #run(build: ImageBuild, show: BuildShow, signal: AbortSignal): Promise<Built | undefined> {
    const { docker, files, registries } = await this.#services.world();
    const uri = vscode.Uri.file(build.dockerfile);
    this.#marks.clear(uri);
    const before = await docker.findImage(build.name, signal);
    const begun = Date.now();
    try {
      const talk = { report: reporter(build.name, show), agree: agreeToContext(this.#services, build) };
      if (!(await buildImage({ docker, files, registries }, build, talk, signal))) return undefined;
    } catch (error) {
      if (error instanceof BuildProblem) await this.#marks.show(uri, error.failure);
      throw error;
    }
    const after = await docker.findImage(build.name, signal);
    if (!after)
      throw new Problem('image-missing', l10n.t('The engine has built {0}, and has it no more.', build.name));
    return { bytes: after.bytes, before: before?.bytes, milliseconds: Date.now() - begun };
  }
}

function reporter(name: string, { say, tell }: BuildShow): (event: BuildEvent) => void {
  let progress = beforeBuild;
  return (event) => {
    progress = advanceBuild(progress, event);
    if (event.kind === 'line') say(event.text);
    if (event.kind === 'context') say(l10n.t('Build context: {0}', contextText(event.size)));
    if (event.kind === 'builder' && event.builder === 'buildx') say(l10n.t('Building with docker buildx'));
    const text = progressText(progress);
    if (text !== undefined) tell(l10n.t('Building {0}: {1}', name, text));
  };
}

export function builtText(name: string, { bytes, before, milliseconds }: Built): string {
  const change = before === undefined ? 0 : bytes - before;
  const facts = [
    formatDuration(milliseconds),
    formatSize(bytes),
    ...(change > 0 ? [l10n.t('{0} more than before', formatSize(change))] : []),
    ...(change < 0 ? [l10n.t('{0} less than before', formatSize(-change))] : []),
  ];
  return l10n.t('{0} is built: {1}.', name, facts.join(', '));
}
