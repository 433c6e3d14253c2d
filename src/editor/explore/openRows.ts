import type { RowTree } from '../rowTree';

/** Which lazy rows are open: those whose children VS Code asked for, unless they or one above was closed since. */
export class OpenRows {
  readonly #tree: () => RowTree | undefined;
  readonly #asked = new Set<string>();
  readonly #closed = new Set<string>();

  constructor(tree: () => RowTree | undefined) {
    this.#tree = tree;
  }

  ask(id: string): void {
    this.#asked.add(id);
    this.#closed.delete(id);
  }

  set(id: string, isOpen: boolean): void {
    if (isOpen) this.#closed.delete(id);
    else this.#closed.add(id);
  }

  /** Its children are in sight, as far as they are not scrolled away. */
  isOpen(id: string): boolean {
    return this.#asked.has(id) && this.#tree()?.row(id) !== undefined && this.#isUnfolded(id);
  }

  /** The row itself is. */
  isShown(id: string): boolean {
    const parent = this.#tree()?.getParent(id);
    return this.#tree()?.row(id) !== undefined && (parent === undefined || this.#isUnfolded(parent));
  }

  get all(): readonly string[] {
    return [...this.#asked].filter((id) => this.isOpen(id));
  }

  #isUnfolded(id: string): boolean {
    for (let at: string | undefined = id; at !== undefined; at = this.#tree()?.getParent(at))
      if (this.#closed.has(at)) return false;
    return true;
  }
}
