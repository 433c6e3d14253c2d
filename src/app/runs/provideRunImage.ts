import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import type { RunEvent } from '../../core/run/runRecord';
import { runBuild } from '../../core/run/runBuild';
import { provideImage } from '../images/provideImage';
import type { RunWorld, TrainInput } from './prepareRun';

/** The image of the run: built as the run file says, or the named one, pulled when the engine has it not. */
export async function provideRunImage(
  world: RunWorld,
  { run, runFile }: TrainInput,
  tell: (event: RunEvent) => void,
  signal: AbortSignal,
): Promise<string> {
  const build = runBuild(run, runFile);
  const image = build?.name ?? run.image;
  if (image === undefined) {
    throw new Problem('bad-run-file', l10n.t('The run file names no image. Add "image" or "build" to it.'));
  }
  const told = {
    begins: (phase: 'building' | 'pulling') => tell({ kind: 'phase', phase, at: world.clock.now() }),
    say: (text: string) => tell({ kind: 'progress', text }),
  };
  await provideImage(world, { image, build, platform: run.local.platform }, told, signal);
  return image;
}
