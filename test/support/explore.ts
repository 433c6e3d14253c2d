// A tree that is followed into a model, and what was told on the way.
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TreeEvent, TreeSource } from '../../src/core/explore/tree';
import { TreeModel } from '../../src/core/explore/treeModel';

export class Followed {
  readonly model = new TreeModel();
  readonly events: TreeEvent[] = [];
  readonly #stopping = new AbortController();
  #following: Promise<void> = Promise.resolve();
  ended = false;

  start(follow: (tell: (event: TreeEvent) => void, signal: AbortSignal) => Promise<void>): this {
    const hear = (event: TreeEvent): void => {
      if (event.kind === 'changes') this.model.apply(event.changes);
      else this.events.push(event);
    };
    this.#following = follow(hear, this.#stopping.signal).finally(() => (this.ended = true));
    this.#following.catch(() => undefined);
    return this;
  }

  get source(): TreeSource | undefined {
    return this.events.findLast((event) => event.kind === 'source')?.source;
  }

  get scanned(): { readonly whole: boolean } | undefined {
    return this.events.findLast((event) => event.kind === 'scanned');
  }

  /** Every path with its kind, and the size of files. */
  paths(): Readonly<Record<string, string>> {
    const found: Record<string, string> = {};
    const waiting = [''];
    for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop())
      for (const [name, { entry }] of this.model.children(folder)) {
        const path = folder === '' ? name : `${folder}/${name}`;
        found[path] = entry.kind === 'file' ? `file ${entry.bytes}` : entry.kind;
        if (entry.kind === 'folder') waiting.push(path);
      }
    return found;
  }

  async until(what: string, holds: () => boolean, seconds = 20): Promise<void> {
    const deadline = Date.now() + seconds * 1000;
    while (!holds()) {
      if (Date.now() > deadline)
        throw new Error(
          `Not within ${seconds} s: ${what}. ${JSON.stringify([this.events, this.paths()]).slice(0, 2000)}`,
        );
      await sleep(10);
    }
  }

  /** Ends of itself, or fails. */
  async end(): Promise<void> {
    await this.#following;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#following.catch(() => undefined);
  }
}

/** What really is in a folder, as `Followed.paths` would say it. */
export function realPaths(root: string, below = ''): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(join(root, below))) {
    const path = below === '' ? name : `${below}/${name}`;
    const stats = lstatSync(join(root, path));
    const isFolder = stats.isDirectory();
    found[path] = isFolder
      ? 'folder'
      : stats.isFile()
        ? `file ${stats.size}`
        : stats.isSymbolicLink()
          ? 'link'
          : 'other';
    if (isFolder) Object.assign(found, realPaths(root, path));
  }
  return found;
}
