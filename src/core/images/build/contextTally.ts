import { manyFiles, type ContextSize, type HeavyPath } from './contextSize';

interface Weight {
  bytes: number;
  files: number;
}

/** Folders below this depth are not told apart. */
const deepest = 6;
/** Smaller files are never named. */
const namedFile = 1_000_000;
/** A part of the whole that is worth a line, and a part of a folder that stands for nearly all of it. */
const worthNaming = 0.05;
const nearlyAll = 0.9;
const mostNamed = 6;

/** Adds up what is in a context, file by file. */
export class ContextTally {
  readonly #total: Weight = { bytes: 0, files: 0 };
  /** By the folder that they are in. */
  readonly #children = new Map<string, Map<string, Weight>>();

  add(path: string, bytes: number): void {
    grow(this.#total, bytes);
    const parts = path.split('/');
    for (let depth = 0; depth < Math.min(parts.length, deepest); depth += 1) {
      const isFile = depth === parts.length - 1;
      if (isFile && bytes < namedFile) return;
      const folder = parts.slice(0, depth).join('/');
      const children = this.#children.get(folder) ?? new Map<string, Weight>();
      this.#children.set(folder, children);
      const name = parts.slice(0, depth + 1).join('/');
      const weight = children.get(name) ?? { bytes: 0, files: 0 };
      children.set(name, weight);
      grow(weight, bytes);
    }
  }

  size(): ContextSize {
    const heaviest = this.#of('')
      .filter((child) => this.#share(child) >= worthNaming)
      .map((child) => this.#narrowed(child))
      .toSorted((left, right) => this.#share(right) - this.#share(left))
      .slice(0, mostNamed);
    return { ...this.#total, heaviest };
  }

  /** `src/data` rather than `src` where nearly all of it is there, but no file in place of a folder that has no other. */
  #narrowed(heavy: HeavyPath): HeavyPath {
    if (standsAsOne.test(heavy.path)) return heavy;
    const within = this.#of(heavy.path).find(
      (child) =>
        this.#share(child) >= nearlyAll * this.#share(heavy) &&
        (this.#children.has(child.path) || child.files < heavy.files),
    );
    return within ? this.#narrowed(within) : heavy;
  }

  #share({ bytes, files }: Weight): number {
    const ofFiles = this.#total.files > manyFiles ? files / this.#total.files : 0;
    return Math.max(ofFiles, bytes / Math.max(1, this.#total.bytes));
  }

  #of(folder: string): readonly HeavyPath[] {
    return [...(this.#children.get(folder) ?? [])].map(([path, weight]) => ({ path, ...weight }));
  }
}

/** Nobody leaves out a part of these. */
const standsAsOne = /(?:^|\/)(?:\.[^/]+|node_modules|venv|env|__pycache__)$/;

function grow(weight: Weight, bytes: number): void {
  weight.bytes += bytes;
  weight.files += 1;
}
