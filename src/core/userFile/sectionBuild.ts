import { resolveSecrets } from '../images/build/buildSecret';
import type { ImageBuild } from '../images/build/imageBuild';
import { folderOf, resolvePath } from '../paths';
import type { BuildSection } from './parts';

interface Place {
  readonly name: string;
  /** The user's file, from which paths count. */
  readonly file: string;
  readonly platform: string | undefined;
}

/** What the `build` of a user's file means. */
export function sectionBuild(
  { dockerfile: written, context, target, args, secrets }: BuildSection,
  { name, file, platform }: Place,
): ImageBuild {
  const own = folderOf(file);
  const dockerfile = resolvePath(own, written);
  return {
    name,
    dockerfile,
    context: context === undefined ? folderOf(dockerfile) : resolvePath(own, context),
    ...(target === undefined ? {} : { target }),
    args,
    ...(secrets === undefined ? {} : { secrets: resolveSecrets(own, secrets) }),
    ...(platform === undefined ? {} : { platform }),
  };
}
