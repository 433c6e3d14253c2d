import { builtImageName, type ImageBuild } from '../images/build/imageBuild';
import { sectionBuild } from '../userFile/sectionBuild';
import type { RunFile } from './file/runFile';
import { runTitle } from './runTitle';

/** The image that a run file asks for; nothing when it names one that is there. */
export function runBuild(run: RunFile, runFile: string): ImageBuild | undefined {
  if (!run.build) return undefined;
  const name = builtImageName(runTitle(run, runFile));
  return sectionBuild(run.build, { name, file: runFile, platform: run.local.platform });
}
