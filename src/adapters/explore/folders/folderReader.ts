import { basename } from 'node:path';
import { atOnce } from '../../../core/atOnce';
import type { TreeChange } from '../../../core/explore/tree';
import type { FolderPlace, Found } from './folderPlace';
import type { FolderFollow } from './followFolders';
import { childOf } from '../paths';
import { sameEntry } from '../sameEntry';
import { Watch } from './watches';

interface Folder {
  watch: Watch | 'full' | undefined;
  readonly entries: Map<string, Found>;
}

/** Files that are looked at together: so many are one turn of the event loop. */
const looksAtOnce = 32;
/** Changes of one event: a listener takes a few milliseconds for them. */
const changesAtOnce = 500;
/** The system drops events beyond 16,384 that nobody has read, and Node does not tell. */
const burst = 4_000;

/** Knows what is in the folders of a tree, and reads again what was marked. */
export class FolderReader {
  readonly #place: FolderPlace;
  readonly #follow: FolderFollow;
  readonly #signal: AbortSignal;
  readonly #folders = new Map<string, Folder>();
  /** Names in folders, or all of a folder. */
  #marked = new Map<string, Set<string> | 'all'>();
  readonly #unread = new Set<string>();
  #changes: TreeChange[] = [];
  #entries = 0;
  #events = 0;
  #verify = false;
  #restart = false;
  #isFull = false;
  #wake: () => void = () => undefined;

  constructor(follow: FolderFollow, signal: AbortSignal) {
    this.#follow = follow;
    this.#place = follow.place;
    this.#signal = signal;
  }

  get isFull(): boolean {
    return this.#isFull;
  }

  get unwatched(): readonly string[] {
    return [...this.#folders].flatMap(([path, { watch }]) => (watch === 'full' ? [path] : []));
  }

  /** A folder that is known, and that nothing watches: it was gone for a moment at least. */
  hasLost(path: string): boolean {
    const folder = this.#folders.get(path);
    if (!folder || folder.watch === 'full') return false;
    return !(folder.watch instanceof Watch && folder.watch.isOpen);
  }

  start(): void {
    this.#enter('');
  }

  /** The root is another one now. */
  restart(): void {
    this.#restart = true;
    this.#wake();
  }

  mark(folder: string, name?: string): void {
    const names = this.#marked.get(folder);
    if (name === undefined) this.#marked.set(folder, 'all');
    else if (names === undefined) this.#marked.set(folder, new Set([name]));
    else if (names !== 'all') names.add(name);
    this.#wake();
  }

  /** Until something is marked. */
  async something(signal: AbortSignal): Promise<void> {
    if (this.#marked.size > 0 || this.#restart || this.#verify || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#wake = wake;
      signal.addEventListener('abort', wake);
    });
  }

  async read(): Promise<void> {
    if (this.#restart) this.#startAgain();
    if (this.#verify && this.#events < burst / 10) this.#markAll();
    this.#events = 0;
    const marked = this.#marked;
    this.#marked = new Map();
    for (const [path, names] of marked) {
      if (names === 'all') this.#unread.add(path);
      else await this.#look(path, [...names]);
    }
    // Folders that are found meanwhile are read in the same loop.
    for (const path of this.#unread) {
      this.#unread.delete(path);
      if (!this.#signal.aborted) await this.#readFolder(path);
    }
    this.#tell();
  }

  dispose(): void {
    for (const { watch } of this.#folders.values()) if (watch instanceof Watch) watch.close();
    this.#folders.clear();
  }

  #markAll(): void {
    this.#verify = false;
    for (const path of this.#folders.keys()) this.#marked.set(path, 'all');
  }

  #startAgain(): void {
    this.#restart = false;
    this.#leave('');
    this.#changes.push({ path: '', entry: undefined });
    this.#enter('');
  }

  async #readFolder(path: string): Promise<void> {
    const folder = this.#folders.get(path);
    if (!folder) return;
    const seen = new Set<string>();
    for await (const names of this.#place.names(path)) {
      if (this.#signal.aborted) return;
      names.forEach((name) => seen.add(name));
      await this.#look(path, names);
    }
    for (const name of folder.entries.keys())
      if (!seen.has(name)) this.#change(path, folder, name, undefined);
  }

  async #look(path: string, names: readonly string[]): Promise<void> {
    const folder = this.#folders.get(path);
    if (!folder) return;
    await atOnce(names, looksAtOnce, async (name) => {
      const found = await this.#place.look(childOf(path, name));
      if (!this.#signal.aborted) this.#change(path, folder, name, found);
    });
  }

  #change(at: string, folder: Folder, name: string, found: Found | undefined): void {
    const path = childOf(at, name);
    const before = folder.entries.get(name);
    if (before && (!found || isAnother(before, found))) this.#forget(path, folder, name, before);
    if (!found) return;
    const known = folder.entries.get(name);
    if (!known && this.#entries >= this.#follow.limit) this.#isFull = true;
    else this.#learn(path, folder, known, found);
  }

  #forget(path: string, folder: Folder, name: string, before: Found): void {
    if (before.entry.kind === 'folder') this.#leave(path);
    folder.entries.delete(name);
    this.#entries -= 1;
    this.#push({ path, entry: undefined });
  }

  #learn(path: string, folder: Folder, known: Found | undefined, found: Found): void {
    if (!known) this.#entries += 1;
    if (!known || !sameEntry(known.entry, found.entry)) this.#push({ path, entry: found.entry });
    folder.entries.set(basename(path), found);
    if (found.entry.kind !== 'folder') return;
    const watch = this.#folders.get(path)?.watch;
    // What could not be watched or read may have changed in just this.
    if (!known || !(watch instanceof Watch && watch.isOpen)) this.#enter(path);
  }

  /** Watched first, read then: what comes between is marked. */
  #enter(path: string): void {
    const folder: Folder = this.#folders.get(path) ?? { watch: undefined, entries: new Map() };
    folder.watch = this.#watch(path);
    this.#folders.set(path, folder);
    this.#unread.add(path);
  }

  #watch(path: string): Watch | 'full' | undefined {
    const absolute = this.#place.absolute(path);
    if (absolute === undefined) return undefined;
    const own = basename(absolute);
    return this.#follow.watches.open(absolute, (name) => {
      this.#events += 1;
      if (this.#events >= burst) this.#verify = true;
      this.mark(path, name ?? undefined);
      // Also the end of the watched folder itself is told under its name.
      if (name === own) this.#renew(path);
    });
  }

  #renew(path: string): void {
    const folder = this.#folders.get(path);
    if (folder?.watch instanceof Watch) folder.watch.close();
    if (folder) folder.watch = this.#watch(path);
    this.mark(path);
  }

  #leave(path: string): void {
    const folder = this.#folders.get(path);
    if (!folder) return;
    if (folder.watch instanceof Watch) folder.watch.close();
    this.#folders.delete(path);
    this.#entries -= folder.entries.size;
    for (const [name, { entry }] of folder.entries)
      if (entry.kind === 'folder') this.#leave(childOf(path, name));
  }

  #push(change: TreeChange): void {
    this.#changes.push(change);
    if (this.#changes.length >= changesAtOnce) this.#tell();
  }

  #tell(): void {
    if (this.#changes.length === 0 || this.#signal.aborted) return;
    const changes = this.#changes;
    this.#changes = [];
    this.#follow.tell({ kind: 'changes', changes });
  }
}

const isAnother = (before: Found, now: Found): boolean =>
  before.entry.kind !== now.entry.kind || (now.entry.kind === 'folder' && before.identity !== now.identity);
