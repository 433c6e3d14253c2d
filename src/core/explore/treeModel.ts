import type { TreeChange, TreeEntry } from './tree';

/** Of a file: itself. Of a folder: all that is in it. */
export interface Totals {
  readonly files: number;
  readonly bytes: number;
}

interface Node {
  entry: TreeEntry;
  /** Of folders, by name. */
  readonly children: Map<string, Node> | undefined;
  files: number;
  bytes: number;
}

/** The folders that something was done to; the root is the empty path. */
export interface Touched {
  /** In which something came, went or changed. */
  readonly content: ReadonlySet<string>;
  /** Above those, and those whose time changed: their totals or their face may be others now. */
  readonly faces: ReadonlySet<string>;
}

/** A tree as it is known now, with the totals of every folder. A change costs as much as its path is deep. */
export class TreeModel {
  readonly #root = folderNode({ kind: 'folder', bytes: 0, modified: 0 });

  apply(changes: readonly TreeChange[]): Touched {
    const content = new Set<string>();
    const faces = new Set<string>();
    for (const change of changes) {
      const what = this.#change(change);
      if (what === 'face') faces.add(change.path);
      if (what !== 'content') continue;
      const parent = parentOf(change.path);
      if (!content.has(parent)) touchAbove(parent, faces);
      content.add(parent);
    }
    return { content, faces };
  }

  find(path: string): TreeEntry | undefined {
    return this.#find(path)?.entry;
  }

  /** The names in a folder and what they are, as they came. */
  children(path: string): ReadonlyMap<string, { readonly entry: TreeEntry }> {
    return this.#find(path)?.children ?? new Map<string, Node>();
  }

  /** Everything with its path, folders before what is in them. */
  *all(): Generator<readonly [path: string, entry: TreeEntry]> {
    yield* below(this.#root, '');
  }

  totals(path: string): Totals {
    const { files = 0, bytes = 0 } = this.#find(path) ?? {};
    return { files, bytes };
  }

  #find(path: string): Node | undefined {
    if (path === '') return this.#root;
    let node: Node | undefined = this.#root;
    for (const name of path.split('/')) node = node?.children?.get(name);
    return node;
  }

  #change({ path, entry }: TreeChange): 'content' | 'face' | undefined {
    if (path === '') return this.#changeRoot(entry);
    const names = path.split('/');
    const chain = this.#chainTo(names.slice(0, -1), entry !== undefined);
    if (!chain) return undefined;
    const name = names.at(-1) ?? '';
    const siblings = chain.at(-1)?.children;
    const before = siblings?.get(name);
    if (before && entry && sameEntry(before.entry, entry)) return undefined;
    if (!before && !entry) return undefined;
    const after = entry && nodeFor(entry, before);
    if (after) siblings?.set(name, after);
    else siblings?.delete(name);
    const [wasFiles, wasBytes] = before && before !== after ? [before.files, before.bytes] : [0, 0];
    // A folder that stays keeps its totals: only what it is itself has changed.
    const [files, bytes] = after && before !== after ? [after.files, after.bytes] : [0, 0];
    for (const node of chain) {
      node.files += files - wasFiles;
      node.bytes += bytes - wasBytes;
    }
    return before && before === after ? 'face' : 'content';
  }

  #changeRoot(entry: TreeEntry | undefined): 'content' | 'face' {
    if (entry) {
      this.#root.entry = entry;
      return 'face';
    }
    this.#root.children?.clear();
    Object.assign(this.#root, { files: 0, bytes: 0 });
    return 'content';
  }

  /** The folders down to a place; those that were not told yet are made when something is to be put there. */
  #chainTo(names: readonly string[], make: boolean): Node[] | undefined {
    const chain: Node[] = [this.#root];
    for (const name of names) {
      const children = chain.at(-1)?.children;
      let next = children?.get(name);
      if (!next?.children) {
        if (!make || !children || next) return undefined;
        next = folderNode({ kind: 'folder', bytes: 0, modified: 0 });
        children.set(name, next);
      }
      chain.push(next);
    }
    return chain;
  }
}

function* below(node: Node, prefix: string): Generator<readonly [string, TreeEntry]> {
  for (const [name, child] of node.children ?? []) {
    yield [prefix + name, child.entry];
    yield* below(child, `${prefix}${name}/`);
  }
}

const folderNode = (entry: TreeEntry): Node => ({ entry, children: new Map(), files: 0, bytes: 0 });

function nodeFor(entry: TreeEntry, before: Node | undefined): Node {
  if (entry.kind !== 'folder') return { entry, children: undefined, files: 1, bytes: entry.bytes };
  if (!before?.children) return folderNode(entry);
  before.entry = entry;
  return before;
}

const sameEntry = (left: TreeEntry, right: TreeEntry): boolean =>
  left.kind === right.kind && left.bytes === right.bytes && left.modified === right.modified;

function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

function touchAbove(path: string, faces: Set<string>): void {
  for (let at = path; at !== '';) {
    at = parentOf(at);
    faces.add(at);
  }
}
