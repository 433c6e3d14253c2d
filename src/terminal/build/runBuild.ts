import * as l10n from '@vscode/l10n';
import { buildImage } from '../../app/images/buildImage';
import { formatSize } from '../../core/format';
import type { BuildEvent } from '../../core/images/build/buildEvent';
import { BuildProblem } from '../../core/images/build/buildFailure';
import type { BuildSecrets } from '../../core/images/build/buildSecret';
import { resolveSecrets } from '../../core/images/build/buildSecret';
import type { BuilderWish } from '../../core/images/build/builderWish';
import { contextText, isLargeContext, largeContextText } from '../../core/images/build/contextSize';
import { failedInstruction } from '../../core/images/build/failedInstruction';
import type { ImageBuild } from '../../core/images/build/imageBuild';
import { folderOf, resolvePath } from '../../core/paths';
import type { World } from '../../core/ports';
import { Problem } from '../../core/problem';
import type { Terminal } from '../commandLine';

export interface AskedBuild {
  readonly dockerfile: string;
  readonly name: string;
  readonly context: string | undefined;
  readonly target: string | undefined;
  readonly args: Readonly<Record<string, string>>;
  readonly secrets: BuildSecrets;
  readonly platform: string;
  readonly wish: BuilderWish | undefined;
  readonly json: boolean;
}

export async function runBuild(world: World, asked: AskedBuild, terminal: Terminal): Promise<number> {
  const { out, error, signal } = terminal;
  const build = planOf(asked);
  const begun = world.clock.now();
  const tell = (document: object): void => out(JSON.stringify(document));
  try {
    await buildImage(world, build, { report: asked.json ? tell : printer(error) }, signal);
  } catch (problem) {
    const line = problem instanceof BuildProblem ? await lineOf(world, build, problem, signal) : undefined;
    if (line !== undefined && !asked.json) error(`${asked.dockerfile}:${line}`);
    if (asked.json && problem instanceof Problem)
      tell({ kind: 'failed', problem: problem.kind, message: problem.message, line });
    throw problem;
  }
  const image = await world.docker.findImage(build.name, signal);
  if (!image)
    throw new Problem('image-missing', l10n.t('The engine has built {0}, and has it no more.', build.name));
  const { id, bytes, architecture } = image;
  const milliseconds = world.clock.now() - begun;
  if (asked.json) tell({ kind: 'built', name: build.name, id, bytes, architecture, milliseconds });
  else out(l10n.t('{0} is built: {1}, {2}', build.name, formatSize(bytes), architecture ?? asked.platform));
  return 0;
}

function planOf({
  dockerfile: named,
  name,
  context,
  target,
  args,
  secrets,
  platform,
  wish,
}: AskedBuild): ImageBuild {
  const here = process.cwd().replaceAll('\\', '/');
  const dockerfile = resolvePath(here, named);
  return {
    name,
    dockerfile,
    context: context === undefined ? folderOf(dockerfile) : resolvePath(here, context),
    args,
    secrets: resolveSecrets(here, secrets),
    platform,
    ...(target === undefined ? {} : { target }),
    ...(wish === undefined ? {} : { wish }),
  };
}

/** No line that moves: logs of CI keep them all. */
const printer =
  (say: (line: string) => void) =>
  (event: BuildEvent): void => {
    if (event.kind === 'line') say(event.text);
    if (event.kind !== 'context') return;
    const { size } = event;
    say(isLargeContext(size) ? largeContextText(size) : l10n.t('Build context: {0}', contextText(size)));
  };

const largestDockerfile = 1024 * 1024;

/** Where in the Dockerfile it failed, counted from one. */
async function lineOf(
  { files }: World,
  { dockerfile }: ImageBuild,
  { failure }: BuildProblem,
  signal: AbortSignal,
): Promise<number | undefined> {
  const text = (await files.read(dockerfile, largestDockerfile, signal)) ?? '';
  const place = failedInstruction(text, failure);
  return place && text.slice(0, place.start).split('\n').length;
}
