import type { FSWatcher } from 'node:fs';
import { readFileSync, watch } from 'node:fs';
import { field } from '../../field';

/** Linux lends a user so many watches for all programs together; a fifth is left to others. */
export class Watches {
  readonly #limit: number;
  #open = 0;

  constructor(limit = systemLimit()) {
    this.#limit = limit;
  }

  /** `full` when the system has no more to lend, nothing when this folder cannot be watched. */
  open(folder: string, heard: (name: string | null) => void): Watch | 'full' | undefined {
    if (this.#open >= this.#limit) return 'full';
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => heard(name));
      this.#open += 1;
      return new Watch(watcher, () => (this.#open -= 1));
    } catch (error) {
      return noneLeft.has(field(error, 'code')) ? 'full' : undefined;
    }
  }
}

export class Watch {
  readonly #watcher: FSWatcher;
  readonly #closed: () => void;
  #isOpen = true;

  constructor(watcher: FSWatcher, closed: () => void) {
    this.#watcher = watcher;
    this.#closed = closed;
    // Windows says so of a folder that was removed.
    watcher.on('error', () => this.close());
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#watcher.close();
    this.#closed();
  }
}

const noneLeft = new Set<unknown>(['ENOSPC', 'EMFILE', 'ENFILE', 'ENOMEM']);

function systemLimit(): number {
  try {
    return Math.floor(Number(readFileSync('/proc/sys/fs/inotify/max_user_watches', 'utf8')) * 0.8);
  } catch {
    // Other systems have no such limit.
    return Number.POSITIVE_INFINITY;
  }
}
