/** Where a thing is, over all trees: in which tree, at which path of it, and in which archive there. */
export interface TreeAddress {
  /** `run/NAME/algo-1`, `artifacts/NAME`, `container/ID`. */
  readonly tree: string;
  /** Below the root of the tree; empty for the root. */
  readonly path: string;
  /** Below the root of the archive that `path` names, when that was opened like a folder. */
  readonly inner?: string;
}

export const treeScheme = 'longshore';

const archives = /\.(?:tar|tar\.gz|tgz)$/i;
export const isArchive = (name: string): boolean => archives.test(name);

/** The path of an address as a URI has it: `/run/NAME/algo-1//model/model.tar.gz!/weights.bin`, not encoded. */
export function addressPath({ tree, path, inner }: TreeAddress): string {
  return `/${tree}/-/${path}${inner === undefined ? '' : `!/${inner}`}`;
}

export function parseAddressPath(text: string): TreeAddress | undefined {
  const [, tree, rest] = /^\/((?:run|artifacts|container)\/.+?)\/-(?:\/(.*))?$/s.exec(text) ?? [];
  if (tree === undefined) return undefined;
  const whole = rest ?? '';
  const [, archive, inner] = /^(.+?\.(?:tar|tar\.gz|tgz))!(?:\/(.*))?$/is.exec(whole) ?? [];
  return archive === undefined
    ? { tree, path: whole.replace(/\/$/, '') }
    : { tree, path: archive, inner: (inner ?? '').replace(/\/$/, '') };
}
