import type { Stats } from 'node:fs';
import { lstat, opendir, stat } from 'node:fs/promises';
import type { TreeEntry, TreeFolder } from '../../../core/explore/tree';
import { field } from '../../field';
import { parentOf } from '../paths';

/** What is at a path, and a mark by which another thing of the same name is told from it. */
export interface Found {
  readonly entry: TreeEntry;
  readonly identity: number;
}

/** Node reads so many names of a folder at once. */
const namesAtOnce = 512;

/** A tree that is put together from folders of this machine, as mounts make one in a container. */
export class FolderPlace {
  readonly roots: readonly TreeFolder[];
  readonly #sources: ReadonlyMap<string, string>;
  /** For every folder on the way to a root, the names that lead there. */
  readonly #ways = new Map<string, Set<string>>();

  constructor(roots: readonly TreeFolder[]) {
    this.roots = roots;
    this.#sources = new Map(roots.map(({ path, source }) => [path, source]));
    for (const { path } of roots) {
      for (let at = path; at !== ''; at = parentOf(at)) {
        const names = this.#ways.get(parentOf(at)) ?? new Set();
        this.#ways.set(parentOf(at), names.add(at.slice(at.lastIndexOf('/') + 1)));
      }
    }
  }

  /** Where a path is on this machine: what is mounted nearest above it decides. */
  locate(path: string): { readonly root: string; readonly rest: string } | undefined {
    for (let at = path; ; at = parentOf(at)) {
      const root = this.#sources.get(at);
      if (root !== undefined) return { root, rest: path.slice(at.length).replace(/^\//, '') };
      if (at === '') return undefined;
    }
  }

  absolute(path: string): string | undefined {
    const located = this.locate(path);
    return located && (located.rest === '' ? located.root : `${located.root}/${located.rest}`);
  }

  async look(path: string): Promise<Found | undefined> {
    const absolute = this.absolute(path);
    const found = absolute === undefined ? undefined : await this.#lookAt(absolute, this.#sources.has(path));
    // What leads to a root is a folder, whatever lies in its place.
    return this.#ways.has(path) && found?.entry.kind !== 'folder' ? onTheWay : found;
  }

  /** Some names at a time; none of what cannot be read. */
  async *names(path: string): AsyncGenerator<readonly string[]> {
    const leading = this.#ways.get(path) ?? new Set<string>();
    yield [...leading];
    const absolute = this.absolute(path);
    if (absolute === undefined) return;
    try {
      let names: string[] = [];
      for await (const { name } of await opendir(absolute, { bufferSize: namesAtOnce })) {
        if (!leading.has(name)) names.push(name);
        if (names.length < namesAtOnce) continue;
        yield names;
        names = [];
      }
      yield names;
    } catch (error) {
      if (typeof field(error, 'code') !== 'string') throw error;
    }
  }

  /** Of a root: changes when another thing comes into its place, and of a file with its content. */
  async identity(path: string): Promise<string> {
    const found = await this.#lookAt(this.#sources.get(path) ?? '', true);
    if (!found) return '';
    const { kind, bytes, modified } = found.entry;
    return [found.identity, kind, ...(kind === 'folder' ? [] : [bytes, modified])].join(' ');
  }

  /** A root is followed where it is a link, as a mount does; nothing else is. */
  async #lookAt(absolute: string, isRoot: boolean): Promise<Found | undefined> {
    try {
      return foundOf(await (isRoot ? stat(absolute) : lstat(absolute)));
    } catch (error) {
      if (typeof field(error, 'code') !== 'string') throw error;
      return undefined;
    }
  }
}

const onTheWay: Found = { entry: { kind: 'folder', bytes: 0, modified: 0 }, identity: 0 };

const foundOf = (stats: Stats): Found => ({ entry: entryOf(stats), identity: stats.ino });

function entryOf(stats: Stats): TreeEntry {
  const kind = stats.isFile()
    ? 'file'
    : stats.isDirectory()
      ? 'folder'
      : stats.isSymbolicLink()
        ? 'link'
        : 'other';
  return { kind, bytes: kind === 'file' ? stats.size : 0, modified: stats.mtimeMs };
}
