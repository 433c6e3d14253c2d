import * as l10n from '@vscode/l10n';
import { folderOf, resolvePath } from '../../core/paths';
import { builtImageName, type ImageBuild } from '../../core/images/build/imageBuild';
import { Problem } from '../../core/problem';
import type { RunEvent } from '../../core/run/runRecord';
import { runTitle } from '../../core/run/runTitle';
import { signIn } from '../ecr/signIn';
import { buildImage } from '../images/buildImage';
import type { RunWorld, TrainInput } from './prepareRun';

/** The image of the run: built as the run file says, or the named one, pulled when the engine has it not. */
export async function provideImage(
  world: RunWorld,
  input: TrainInput,
  tell: (event: RunEvent) => void,
  signal: AbortSignal,
): Promise<string> {
  const { image } = input.run;
  const report = (text: string): void => tell({ kind: 'progress', text });
  const build = buildOf(input);
  if (build) {
    tell({ kind: 'phase', phase: 'building', at: world.clock.now() });
    await buildImage(world, build, report, signal);
    return build.name;
  }
  if (image === undefined) {
    throw new Problem('bad-run-file', l10n.t('The run file names no image. Add "image" or "build" to it.'));
  }
  if (await world.docker.findImage(image, signal)) return image;
  tell({ kind: 'phase', phase: 'pulling', at: world.clock.now() });
  const { platform } = input.run.local;
  const [key] = await signIn(world, { images: [image], platform }, signal);
  await world.containers.pull({ image, platform, key }, report, signal);
  return image;
}

function buildOf({ run, runFile }: TrainInput): ImageBuild | undefined {
  if (!run.build) return undefined;
  const { target, args, context } = run.build;
  const { platform } = run.local;
  const own = folderOf(runFile);
  const dockerfile = resolvePath(own, run.build.dockerfile);
  return {
    name: builtImageName(runTitle(run, runFile)),
    dockerfile,
    context: context === undefined ? folderOf(dockerfile) : resolvePath(own, context),
    ...(target === undefined ? {} : { target }),
    args,
    ...(platform === undefined ? {} : { platform }),
  };
}
