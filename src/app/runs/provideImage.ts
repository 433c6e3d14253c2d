import * as l10n from '@vscode/l10n';
import type { BuildEvent } from '../../core/images/build/buildEvent';
import { isLargeContext, largeContextText } from '../../core/images/build/contextSize';
import { Problem } from '../../core/problem';
import type { RunEvent } from '../../core/run/runRecord';
import { runBuild } from '../../core/run/runBuild';
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
  const build = runBuild(input.run, input.runFile);
  if (build) {
    tell({ kind: 'phase', phase: 'building', at: world.clock.now() });
    await buildImage(world, build, { report: reporterOf(report) }, signal);
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

/** What is sent without a question is at least told when it is much. */
const reporterOf =
  (say: (text: string) => void) =>
  (event: BuildEvent): void => {
    if (event.kind === 'line') say(event.text);
    if (event.kind === 'context' && isLargeContext(event.size)) say(largeContextText(event.size));
  };
