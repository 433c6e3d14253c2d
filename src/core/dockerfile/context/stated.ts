import { composeBuilds, isComposeFile } from './compose';
import { folderOf, nameOf, resolvePath } from '../../paths';
import { isRunFile, runFileBuild } from './runFile';

/** Which Dockerfile is built in which folder, by their own paths. */
export interface StatedBuild {
  readonly context: string;
  readonly dockerfile: string;
}

/** A file that says where Dockerfiles are built: one of compose, or a run file. */
export const statesBuilds = (name: string): boolean => isComposeFile(name) || isRunFile(name);

export function statedBuilds(place: string, text: string): readonly StatedBuild[] {
  const own = folderOf(place);
  if (isRunFile(nameOf(place))) {
    const build = runFileBuild(text);
    if (!build) return [];
    return [{ context: resolvePath(own, build.context), dockerfile: resolvePath(own, build.dockerfile) }];
  }
  return composeBuilds(text).map(({ context, dockerfile }) => {
    const folder = resolvePath(own, context);
    return { context: folder, dockerfile: resolvePath(folder, dockerfile) };
  });
}
