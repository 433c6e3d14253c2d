import { folderOf, resolvePath } from '../../core/paths';
import type { Files } from '../../core/ports';

/** Those of the paths in a file, as written, that lead to nothing from where the file is. */
export async function missingPaths(
  files: Pick<Files, 'stat'>,
  { path, paths }: { readonly path: string; readonly paths: readonly string[] },
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const folder = folderOf(path);
  const missing = new Set<string>();
  await Promise.all(
    [...new Set(paths)].map(async (written) => {
      if (!(await files.stat(resolvePath(folder, written), signal))) missing.add(written);
    }),
  );
  return missing;
}
