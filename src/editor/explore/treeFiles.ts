import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { formatSize } from '../../core/format';
import type { TreeEntry, TreePlace } from '../../core/explore/tree';
import type { TreeAddress } from '../../core/explore/treeAddress';
import { addressPath, parseAddressPath, treeScheme } from '../../core/explore/treeAddress';
import { isAbort, Problem } from '../../core/problem';
import type { Closeable } from '../../core/scope';
import { Scope } from '../../core/scope';
import { logError } from '../register';
import type { Services } from '../services';
import type { Explorer } from './explorer';

/** Bytes that an editor is given; what is larger is opened in parts, or saved. */
const largestFile = 50_000_000;
/** Milliseconds between two looks at a file that is open. */
const lookEvery = 500;

/** Files of runs and containers as read-only documents, also in containers that have stopped and in archives. */
export class TreeFiles implements vscode.FileSystemProvider, Closeable {
  readonly #services: Services;
  readonly #explorer: Explorer;
  /** Looks for all runs. */
  readonly #load: () => Promise<unknown>;
  readonly #scope = new Scope();
  readonly #changed = this.#scope.own(new vscode.EventEmitter<vscode.FileChangeEvent[]>());
  readonly onDidChangeFile = this.#changed.event;
  /** Size and time of what was read last, by URI. */
  readonly #read = new Map<string, string>();

  constructor(services: Services, explorer: Explorer, load: () => Promise<unknown>) {
    this.#services = services;
    this.#explorer = explorer;
    this.#load = load;
    const options = { isReadonly: true, isCaseSensitive: true };
    this.#scope.own(vscode.workspace.registerFileSystemProvider(treeScheme, this, options));
  }

  dispose(): void {
    this.#scope.dispose();
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const part = partOf(uri);
    const entry = await this.#entry(uri);
    const type =
      entry.kind === 'folder'
        ? vscode.FileType.Directory
        : entry.kind === 'file'
          ? vscode.FileType.File
          : vscode.FileType.Unknown;
    const size = part ? Math.max(0, Math.min(part.length, entry.bytes - part.offset)) : entry.bytes;
    return {
      type,
      size,
      mtime: entry.modified,
      ctime: entry.modified,
      permissions: vscode.FilePermission.Readonly,
    };
  }

  async readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    const address = addressOf(uri);
    if (address.inner === undefined) throw vscode.FileSystemError.FileNotADirectory(uri);
    const { model } = await this.#explorer.archives.open(address, await this.#place(uri, address));
    return [...model.children(address.inner)].map(([name, { entry }]) => [
      name,
      entry.kind === 'folder' ? vscode.FileType.Directory : vscode.FileType.File,
    ]);
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const address = addressOf(uri);
    const place = await this.#place(uri, address);
    const entry = await this.#entry(uri);
    const range = partOf(uri) ?? { offset: 0, length: entry.bytes };
    this.#read.set(uri.toString(), stampOf(await this.stat(uri)));
    if (entry.kind === 'folder') throw vscode.FileSystemError.FileIsADirectory(uri);
    if (range.length > largestFile)
      throw vscode.FileSystemError.Unavailable(
        l10n.t(
          '{0} are too much for an editor. Open its end, or save it: both are in the menu of its row.',
          formatSize(entry.bytes),
        ),
      );
    return this.#ask(uri, async () => {
      const { trees } = await this.#services.world();
      const { signal } = new AbortController();
      return address.inner === undefined
        ? trees.read(place, address.path, range, signal)
        : trees.readArchive(place, { archive: address.path, path: address.inner }, largestFile, signal);
    });
  }

  /** An open file is looked at again and again: its tree may be one that nobody watches. */
  watch(uri: vscode.Uri): vscode.Disposable {
    let told: string | undefined;
    const look = async (): Promise<void> => {
      const now = await this.stat(uri).then(stampOf, goneOrUnknown);
      if (now === undefined) return;
      // What changed before this watch began, and after the file was read, is news too.
      const before = told ?? this.#read.get(uri.toString()) ?? now;
      told = now;
      if (now === before) return;
      const type = now === gone ? vscode.FileChangeType.Deleted : vscode.FileChangeType.Changed;
      this.#changed.fire([{ type, uri }]);
    };
    const lookAgain = async (): Promise<void> => {
      await look();
      if (!isOver) timer = setTimeout(() => void lookAgain(), lookEvery);
    };
    let isOver = false;
    let timer = setTimeout(() => void lookAgain(), lookEvery);
    return {
      dispose: () => {
        isOver = true;
        clearTimeout(timer);
        this.#read.delete(uri.toString());
      },
    };
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  async #entry(uri: vscode.Uri): Promise<TreeEntry> {
    const address = addressOf(uri);
    const place = await this.#place(uri, address);
    const entry = await this.#ask(uri, async () => {
      if (address.inner !== undefined)
        return (await this.#explorer.archives.open(address, place)).model.find(address.inner);
      const { trees } = await this.#services.world();
      return trees.stat(place, address.path, new AbortController().signal);
    });
    if (!entry) throw vscode.FileSystemError.FileNotFound(uri);
    return entry;
  }

  /** After a reload of the window nobody may have looked at the runs yet. */
  async #place(uri: vscode.Uri, { tree }: TreeAddress): Promise<TreePlace> {
    try {
      return this.#explorer.place(tree).place;
    } catch {
      await this.#load();
    }
    try {
      return this.#explorer.place(tree).place;
    } catch (error) {
      if (error instanceof Problem) throw vscode.FileSystemError.FileNotFound(uri);
      throw error;
    }
  }

  async #ask<T>(uri: vscode.Uri, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Problem) || isAbort(error)) throw error;
      logError(this.#services, uri.path, error);
      throw vscode.FileSystemError.Unavailable(error.message);
    }
  }
}

const gone = 'gone';

/** An engine that is away is no news of the file. */
const goneOrUnknown = (error: unknown): string | undefined =>
  error instanceof vscode.FileSystemError && error.code === 'FileNotFound' ? gone : undefined;

const stampOf = ({ size, mtime }: vscode.FileStat): string => `${size} ${mtime}`;

function addressOf(uri: vscode.Uri): TreeAddress {
  const address = parseAddressPath(uri.path);
  if (!address) throw vscode.FileSystemError.FileNotFound(uri);
  return address;
}

/** `?offset=100&length=50`: a part of a large file. */
function partOf(uri: vscode.Uri): { readonly offset: number; readonly length: number } | undefined {
  const query = new URLSearchParams(uri.query);
  const [offset, length] = [query.get('offset'), query.get('length')];
  return offset === null || length === null ? undefined : { offset: Number(offset), length: Number(length) };
}

export const fileUri = (address: TreeAddress, query = ''): vscode.Uri =>
  vscode.Uri.from({ scheme: treeScheme, path: addressPath(address), query });
