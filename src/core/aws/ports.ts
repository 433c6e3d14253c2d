/** What is stored in S3, read with the user's own rights. */
export interface ObjectStore {
  /** Somebody's view of it; the default profile's when none is named. Nothing is asked yet. */
  open(profile: string | undefined): Promise<Objects>;
}

export interface Objects {
  /** In the order of keys, with the markers of folders. */
  list(place: ObjectPlace, signal: AbortSignal): AsyncIterable<StoredObject>;
  find(place: ObjectPlace, signal: AbortSignal): Promise<StoredObject>;
  /** Its content as it was listed; a Problem when it changed since. */
  read(object: StoredObject, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
  close(): void;
}

/** A key, or the beginning of keys. */
export interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
}

export interface StoredObject extends ObjectPlace {
  readonly bytes: number;
  /** Changes with the content. */
  readonly etag: string;
}

/** Objects that were downloaded, in a folder that all runs share. What is in it is whole. */
export interface ObjectCache {
  has(folder: string, object: StoredObject): Promise<boolean>;
  /** Written aside, and moved to its place when all has come. */
  keep(
    folder: string,
    object: StoredObject,
    content: AsyncIterable<Uint8Array>,
    signal: AbortSignal,
  ): Promise<void>;
  /** The objects as files of a folder, by path: links where the disk has them, else copies. */
  lay(
    folder: string,
    files: ReadonlyMap<string, StoredObject>,
    target: string,
    signal: AbortSignal,
  ): Promise<void>;
  /** Bytes of what no run has a link to, and of what was never finished. */
  unused(folder: string): Promise<number>;
  /** Removes that, and tells how much it was. Who wants it again fetches it again. */
  removeUnused(folder: string): Promise<number>;
}

/** The user's own keys, lent to the containers of a run. */
export interface Credentials {
  /** Of the profile, when it says one. */
  region(profile: string | undefined): Promise<string | undefined>;
  /** A Problem when there are no keys to lend. */
  serve(lending: Lending, signal: AbortSignal): Promise<LentCredentials>;
}

export interface Lending {
  readonly profile: string | undefined;
  readonly region: string;
  readonly network: LendingNetwork;
  /** Where an earlier process has served the same containers. */
  readonly earlier: string | undefined;
  /** Whether somebody who asks is one of the containers. */
  readonly isBorrower: (address: string) => Promise<boolean>;
  /** The keys ran out, and there are no new ones. */
  readonly onProblem: (problem: Error) => void;
}

/** Between the containers and this machine: none of their own, or one with our address in it. */
export type LendingNetwork =
  { readonly kind: 'host' } | { readonly kind: 'bridge'; readonly gateway: string | undefined };

export interface LentCredentials {
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** How every AWS SDK is told where to ask. */
export const lendingVariable = 'AWS_EC2_METADATA_SERVICE_ENDPOINT';
