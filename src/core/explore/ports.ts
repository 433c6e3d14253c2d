import type { TreeEntry, TreeEvent, TreePlace, TreeSource } from './tree';

/** Looks at the files of runs and containers, wherever they are. */
export interface Trees {
  /**
   * Tells what is there, then what changes, until the signal; for a container also until it ends. Of the sources that
   * are allowed it takes the best that works, and says which. Nothing is written, in the container or here.
   */
  follow(
    place: TreePlace,
    options: FollowOptions,
    tell: (event: TreeEvent) => void,
    signal: AbortSignal,
  ): Promise<void>;
  /** Nothing when there is no such thing. */
  stat(place: TreePlace, path: string, signal: AbortSignal): Promise<TreeEntry | undefined>;
  /** At most so many bytes from there on. Throws a Problem for what is no file, or gone. */
  read(place: TreePlace, path: string, range: ByteRange, signal: AbortSignal): Promise<Uint8Array>;
  /** The whole file into one on this machine, through a part file, without holding it in memory. */
  save(place: TreePlace, path: string, target: string, signal: AbortSignal): Promise<void>;
  /** What is in a tar or a gzipped tar, without unpacking it; `whole` is false when the limit was reached. */
  listArchive(
    place: TreePlace,
    path: string,
    limit: number,
    signal: AbortSignal,
  ): Promise<{ readonly entries: ReadonlyMap<string, TreeEntry>; readonly whole: boolean }>;
  readArchive(
    place: TreePlace,
    file: PackedFile,
    maximumBytes: number,
    signal: AbortSignal,
  ): Promise<Uint8Array>;
}

export interface PackedFile {
  /** The path of the tar in its tree. */
  readonly archive: string;
  /** The path of the file in the tar. */
  readonly path: string;
}

export interface FollowOptions {
  readonly sources: readonly TreeSource[];
  /** So many entries at most. */
  readonly limit: number;
}

export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}
