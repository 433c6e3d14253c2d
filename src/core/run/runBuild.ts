import { resolveSecrets } from '../images/build/buildSecret';
import { builtImageName, type ImageBuild } from '../images/build/imageBuild';
import { folderOf, resolvePath } from '../paths';
import type { RunFile } from './file/runFile';
import { runTitle } from './runTitle';

/** The image that a run file asks for; nothing when it names one that is there. */
export function runBuild(run: RunFile, runFile: string): ImageBuild | undefined {
  if (!run.build) return undefined;
  const { target, args, context, secrets } = run.build;
  const { platform } = run.local;
  const own = folderOf(runFile);
  const dockerfile = resolvePath(own, run.build.dockerfile);
  return {
    name: builtImageName(runTitle(run, runFile)),
    dockerfile,
    context: context === undefined ? folderOf(dockerfile) : resolvePath(own, context),
    ...(target === undefined ? {} : { target }),
    args,
    ...(secrets === undefined ? {} : { secrets: resolveSecrets(own, secrets) }),
    ...(platform === undefined ? {} : { platform }),
  };
}
