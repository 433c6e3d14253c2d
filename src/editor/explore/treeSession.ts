import type { Touched } from '../../core/explore/treeModel';
import { TreeModel } from '../../core/explore/treeModel';
import type { TreeEvent, TreePlace, TreeSource } from '../../core/explore/tree';
import { isAbort } from '../../core/problem';
import type { World } from '../../core/ports';

/** Entries; more of a tree is not told. */
const limit = 300_000;

export interface TreeNews {
  /** What was done; everything, when the tree was looked at anew. */
  readonly touched: Touched | 'everything';
  /** Things that came or changed since the tree was first known. */
  readonly fresh: readonly { readonly path: string; readonly isNew: boolean }[];
}

export interface TreeListener {
  readonly changed: (news: TreeNews) => void;
  /** Another source serves, or what was followed has ended. */
  readonly stateChanged: () => void;
}

/** One tree, watched while somebody looks at it. What is known stays when nobody does, and is caught up with later. */
export class TreeSession {
  readonly place: TreePlace;
  model = new TreeModel();
  source: TreeSource | undefined;
  reason: string | undefined;
  whole = true;
  /** What was followed has ended: it stays as it was. */
  ended = false;
  problem: unknown;
  readonly #sources: readonly TreeSource[];
  readonly #listener: TreeListener;
  #abort: AbortController | undefined;
  #isScanned = false;
  #scanned: Promise<void> | undefined;

  constructor(place: TreePlace, sources: readonly TreeSource[], listener: TreeListener) {
    this.place = place;
    this.#sources = sources;
    this.#listener = listener;
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
    this.ended = false;
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
          if (isAbort(error)) return;
          this.problem = error;
          // Whoever asks again tries again.
          this.#scanned = undefined;
        })
        .finally(() => {
          resolve();
          if (abort.signal.aborted) return;
          this.ended = true;
          this.#listener.stateChanged();
        });
    });
  }

  #hear(event: TreeEvent, fresh: TreeModel, ready: () => void): void {
    switch (event.kind) {
      case 'source':
        this.source = event.source;
        this.reason = event.reason;
        return this.#listener.stateChanged();
      case 'scanned': {
        this.whole = event.whole;
        this.#isScanned = true;
        this.model = fresh;
        ready();
        return this.#listener.changed({ touched: 'everything', fresh: [] });
      }
      case 'changes': {
        const isLive = this.#isScanned && this.model === fresh;
        const news = isLive
          ? event.changes
              .filter(({ entry }) => entry && entry.kind !== 'folder')
              .map(({ path }) => ({ path, isNew: fresh.find(path) === undefined }))
          : [];
        const touched = fresh.apply(event.changes);
        if (isLive) this.#listener.changed({ touched, fresh: news });
      }
    }
  }
}
