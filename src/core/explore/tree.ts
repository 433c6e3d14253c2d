/** One thing in a watched folder. Links are named and never followed; what is neither is never opened, as a FIFO waits. */
export interface TreeEntry {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  /** 0 for all but files. */
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** A path below the root, without a slash in front, and what is there now; nothing when it is gone with all below it. */
export interface TreeChange {
  readonly path: string;
  readonly entry: TreeEntry | undefined;
}

/** How a tree is looked at, the quickest first. */
export type TreeSource = 'watch' | 'agent' | 'shell' | 'archive';

export type TreeEvent =
  | { readonly kind: 'source'; readonly source: TreeSource; readonly reason?: string }
  | { readonly kind: 'changes'; readonly changes: readonly TreeChange[] }
  /** All that was there at the beginning has been told; `false` when there was too much of it. */
  | { readonly kind: 'scanned'; readonly whole: boolean };

/** Which folders of this machine make up the tree: the longest prefix wins. */
export interface TreeFolder {
  /** Below the root, without a slash in front; empty for the root itself. */
  readonly path: string;
  /** On this machine, absolute: a folder, or one file. */
  readonly source: string;
}

export type TreePlace =
  | { readonly kind: 'folders'; readonly folders: readonly TreeFolder[] }
  /** The root in the container, usually `/opt/ml`. */
  | { readonly kind: 'container'; readonly id: string; readonly root: string };
