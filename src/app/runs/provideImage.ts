import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import type { RunEvent } from '../../core/run/runRecord';
import type { RunWorld, TrainInput } from './prepareRun';

/** The image that the run file names, pulled when the engine has it not. */
export async function provideImage(
  world: RunWorld,
  { run }: TrainInput,
  tell: (event: RunEvent) => void,
  signal: AbortSignal,
): Promise<string> {
  const { image } = run;
  if (image === undefined) {
    throw new Problem('bad-run-file', l10n.t('The run file names no image. Add "image" or "build" to it.'));
  }
  if (await world.docker.findImage(image, signal)) return image;
  tell({ kind: 'phase', phase: 'pulling', at: world.clock.now() });
  const { platform } = run.local;
  await world.containers.pull(image, platform, (text) => tell({ kind: 'progress', text }), signal);
  return image;
}
