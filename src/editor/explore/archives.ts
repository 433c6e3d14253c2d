import type { TreePlace } from '../../core/explore/tree';
import type { TreeAddress } from '../../core/explore/treeAddress';
import { addressPath } from '../../core/explore/treeAddress';
import { TreeModel } from '../../core/explore/treeModel';
import type { Services } from '../services';

/** Entries of an archive. */
const limit = 100_000;
/** Archives whose content is remembered. */
const most = 8;

interface Opened {
  readonly stamp: string;
  readonly model: TreeModel;
  readonly whole: boolean;
}

/** Archives that somebody opened like a folder; read again when the file has changed. */
export class Archives {
  readonly #services: Services;
  readonly #opened = new Map<string, Opened>();

  constructor(services: Services) {
    this.#services = services;
  }

  async open({ tree, path }: TreeAddress, place: TreePlace): Promise<Omit<Opened, 'stamp'>> {
    const { trees } = await this.#services.world();
    const { signal } = new AbortController();
    const key = addressPath({ tree, path });
    const entry = await trees.stat(place, path, signal);
    const stamp = `${entry?.bytes} ${entry?.modified}`;
    const known = this.#opened.get(key);
    if (known?.stamp === stamp) return known;
    const { entries, whole } = await trees.listArchive(place, path, limit, signal);
    const model = new TreeModel();
    model.apply([...entries].map(([inner, each]) => ({ path: inner, entry: each })));
    this.#opened.delete(key);
    this.#opened.set(key, { stamp, model, whole });
    const [oldest] = this.#opened.keys();
    if (this.#opened.size > most && oldest !== undefined) this.#opened.delete(oldest);
    return { model, whole };
  }
}
