import { folderOf, resolvePath } from '../../core/paths';
import type { Files } from '../../core/ports';
import { localPaths } from '../../core/run/file/localPaths';
import type { RunFile } from '../../core/run/file/runFile';

/** The paths of a run, as written, that lead to nothing from where its file is. */
export async function missingPaths(
  files: Pick<Files, 'stat'>,
  { run, path }: { readonly run: RunFile; readonly path: string },
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const folder = folderOf(path);
  const missing = new Set<string>();
  await Promise.all(
    [...new Set(localPaths(run))].map(async (written) => {
      if (!(await files.stat(resolvePath(folder, written), signal))) missing.add(written);
    }),
  );
  return missing;
}
