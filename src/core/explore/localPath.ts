import { isInside, joinPath } from '../paths';
import type { TreeFolder } from './tree';

/** Where a path of a tree lies on this machine. */
export function localPath(folders: readonly TreeFolder[], path: string): string | undefined {
  let best: TreeFolder | undefined;
  for (const folder of folders) {
    const holds = folder.path === '' || isInside(path, folder.path);
    if (holds && folder.path.length >= (best?.path.length ?? 0)) best = folder;
  }
  return best && joinPath(best.source, path.slice(best.path.length).replace(/^\//, ''));
}
