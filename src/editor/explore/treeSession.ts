import { TreeModel } from '../../core/explore/treeModel';
import type { TreeEvent, TreePlace, TreeSource } from '../../core/explore/tree';
import { isAbort } from '../../core/problem';
import type { World } from '../../core/ports';

/** Entries; more of a tree is not told. */
const limit = 300_000;

export interface TreeNews {
  /** Folders in which something changed; the root is the empty path. */
  readonly folders: ReadonlySet<string>;
  /** Things that came or changed since the tree was first known. */
  readonly fresh: readonly { readonly path: string; readonly isNew: boolean }[];
}

/** One tree, watched while somebody looks at it. What is known stays when nobody does, and is caught up with later. */
export class TreeSession {
  readonly place: TreePlace;
  model = new TreeModel();
  source: TreeSource | undefined;
  reason: string | undefined;
  whole = true;
  problem: unknown;
  readonly #sources: readonly TreeSource[];
  readonly #tell: (news: TreeNews) => void;
  #abort: AbortController | undefined;
  #isScanned = false;
  #scanned: Promise<void> | undefined;

  constructor(place: TreePlace, sources: readonly TreeSource[], tell: (news: TreeNews) => void) {
    this.place = place;
    this.#sources = sources;
    this.#tell = tell;
  }

  /** Resolves when all that is there is known. */
  async start(world: Pick<World, 'trees'>): Promise<void> {
    this.#scanned ??= this.#follow(world);
    return this.#scanned;
  }

  stop(): void {
    this.#abort?.abort();
    this.#abort = undefined;
    this.#scanned = undefined;
  }

  async #follow(world: Pick<World, 'trees'>): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    this.problem = undefined;
    const fresh = new TreeModel();
    // What was known before is shown until the new look is complete.
    if (!this.#isScanned) this.model = fresh;
    return new Promise((resolve) => {
      const hear = (event: TreeEvent): void => {
        if (!abort.signal.aborted) this.#hear(event, fresh, resolve);
      };
      const options = { sources: this.#sources, limit };
      world.trees
        .follow(this.place, options, hear, abort.signal)
        .catch((error: unknown) => {
          if (!isAbort(error)) this.problem = error;
        })
        .finally(resolve);
    });
  }

  #hear(event: TreeEvent, fresh: TreeModel, ready: () => void): void {
    switch (event.kind) {
      case 'source':
        this.source = event.source;
        this.reason = event.reason;
        return this.#tell({ folders: new Set(['']), fresh: [] });
      case 'scanned': {
        this.whole = event.whole;
        this.#isScanned = true;
        this.model = fresh;
        ready();
        return this.#tell({ folders: new Set(['', '*']), fresh: [] });
      }
      case 'changes': {
        const isLive = this.#isScanned && this.model === fresh;
        const news = isLive
          ? event.changes
              .filter(({ entry }) => entry && entry.kind !== 'folder')
              .map(({ path }) => ({ path, isNew: fresh.find(path) === undefined }))
          : [];
        const folders = fresh.apply(event.changes);
        if (isLive && folders.size > 0) this.#tell({ folders, fresh: news });
      }
    }
  }
}
