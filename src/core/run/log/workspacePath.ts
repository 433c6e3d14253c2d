/** A folder of the container and the local folder with the same files. */
export interface FolderMapping {
  readonly container: string;
  readonly local: string;
}

/**
 * Where a file of the container is on this machine; the innermost folder decides. A relative path starts where the
 * training toolkit starts scripts.
 */
export function workspacePath(
  path: string,
  mappings: readonly FolderMapping[],
  workingFolder = '/opt/ml/code',
): string | undefined {
  const parts = segments(path.startsWith('/') ? path : `${workingFolder}/${path}`);
  let best: { readonly local: string; readonly depth: number } | undefined;
  for (const { container, local } of mappings) {
    const folder = segments(container);
    const isInside = folder.length < parts.length && folder.every((part, at) => part === parts[at]);
    if (isInside && (best === undefined || folder.length > best.depth))
      best = { local, depth: folder.length };
  }
  if (best === undefined) return undefined;
  const separator = best.local.includes('\\') && !best.local.includes('/') ? '\\' : '/';
  return [best.local.replace(/[\\/]$/, ''), ...parts.slice(best.depth)].join(separator);
}

function segments(path: string): readonly string[] {
  const kept: string[] = [];
  for (const part of path.split('/'))
    if (part === '..') kept.pop();
    else if (part !== '' && part !== '.') kept.push(part);
  return kept;
}
