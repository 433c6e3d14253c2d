import type { TreeEntry } from '../../core/explore/tree';

export const sameEntry = (left: TreeEntry, right: TreeEntry): boolean =>
  left.kind === right.kind && left.bytes === right.bytes && left.modified === right.modified;
