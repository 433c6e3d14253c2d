import type { Problem } from '../problem';
import type { LifecyclePreview } from './lifecycle';
import type { Findings, ScanSummary } from './scan';

/** The user's registries in Amazon ECR, one for each account and region. */
export interface Registries {
  /** Nothing is asked yet. A Problem when no region is known. */
  open(place: AwsPlace): Promise<Ecr>;
  /** In the user's files, by name. */
  profiles(): Promise<readonly Profile[]>;
  /** Calls back when those files changed: a sign-in in a terminal does that. */
  watch(changed: () => void): { dispose(): void };
  /** Tells whether the user's keys were found when something of AWS asked for them, as often as that changes. */
  onKeys(listener: (news: KeysNews) => void): { dispose(): void };
}

/** The name of the profile is empty for keys of the environment. */
export type KeysNews =
  | { readonly kind: 'found'; readonly profile: string }
  | { readonly kind: 'missing'; readonly profile: string; readonly problem: Problem };

export interface Profile {
  readonly name: string;
  readonly region: string | undefined;
  /** Signed in to with `aws sso login`. */
  readonly sso: boolean;
  /** Signed in to with `aws login`, as in the console. */
  readonly login: boolean;
}

/** What is not given is as the AWS command line finds it. */
export interface AwsPlace {
  readonly profile: string | undefined;
  readonly region: string | undefined;
}

/** A registry. Every question may throw a Problem, or an abort when the signal says so. */
export interface Ecr {
  readonly region: string;
  /** Who the user is to AWS. */
  identity(signal: AbortSignal): Promise<Identity>;
  listRepositories(signal: AbortSignal): AsyncIterable<Repository>;
  /** Nothing when there is no such repository. */
  findRepository(name: string, signal: AbortSignal): Promise<Repository | undefined>;
  createRepository(repository: NewRepository, signal: AbortSignal): Promise<Repository>;
  /** With all of its images. */
  removeRepository(name: string, signal: AbortSignal): Promise<void>;
  /** Tagged and untagged. */
  listImages(repository: string, signal: AbortSignal): AsyncIterable<RemoteImage>;
  /** By a tag or a digest; nothing when there is none. */
  findImage(repository: string, reference: string, signal: AbortSignal): Promise<RemoteImage | undefined>;
  readManifest(repository: string, reference: string, signal: AbortSignal): Promise<RemoteManifest>;
  /** Gives the digest. */
  putManifest(
    repository: string,
    tag: string,
    manifest: RemoteManifest,
    signal: AbortSignal,
  ): Promise<string>;
  /** A tag that is taken away leaves its image, but for the last one; a digest takes the image with all of its tags. */
  removeImages(repository: string, references: readonly string[], signal: AbortSignal): Promise<void>;
  /** The layers and configurations of images. A configuration is text of a few thousand characters. */
  readBlob(repository: string, digest: string, signal: AbortSignal): Promise<string>;
  startScan(repository: string, digest: string, signal: AbortSignal): Promise<void>;
  /** Nothing when the image was never scanned. */
  findFindings(repository: string, digest: string, signal: AbortSignal): Promise<Findings | undefined>;
  /** The text of a policy in JSON; nothing when there is none. */
  findPolicy(kind: PolicyKind, repository: string, signal: AbortSignal): Promise<string | undefined>;
  putPolicy(kind: PolicyKind, repository: string, text: string, signal: AbortSignal): Promise<void>;
  removePolicy(kind: PolicyKind, repository: string, signal: AbortSignal): Promise<void>;
  /** What a lifecycle policy would do now; ECR works it out after this. */
  startPreview(repository: string, text: string, signal: AbortSignal): Promise<void>;
  /** Nothing while ECR works it out. */
  findPreview(repository: string, signal: AbortSignal): Promise<LifecyclePreview | undefined>;
  /** Good for the registry of an account; of one's own when none is named. Held in memory only. */
  authorize(signal: AbortSignal): Promise<RegistryKey>;
  close(): void;
}

export type PolicyKind = 'lifecycle' | 'access';

export interface Identity {
  readonly account: string;
  readonly arn: string;
}

export interface Repository {
  readonly name: string;
  /** `<account>.dkr.ecr.<region>.amazonaws.com/<name>` */
  readonly uri: string;
  readonly mutability: Mutability;
  readonly scanOnPush: boolean;
  /** Milliseconds since 1970. */
  readonly created: number | undefined;
}

/** Whether a tag may move; with exclusions some tags differ from the rest. */
export interface Mutability {
  readonly mutable: boolean;
  /** Patterns with `*` of the tags for which it is the other way round. */
  readonly exceptions: readonly string[];
}

export interface NewRepository {
  readonly name: string;
  readonly immutable: boolean;
  /** Patterns of the tags for which it is the other way round. */
  readonly exceptions?: readonly string[];
  readonly scanOnPush: boolean;
  /** A key of KMS by id or ARN; empty for the one that ECR has in the account. Else encrypted with keys of S3. */
  readonly kmsKey?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface RemoteImage {
  readonly digest: string;
  readonly tags: readonly string[];
  /** Compressed, as it is stored. */
  readonly bytes: number | undefined;
  /** Milliseconds since 1970. */
  readonly pushed: number | undefined;
  readonly pulled: number | undefined;
  readonly mediaType: string | undefined;
  /** Of an image that was scanned. */
  readonly scan?: ScanSummary;
}

export interface RemoteManifest {
  readonly text: string;
  readonly mediaType: string;
}

export interface RegistryKey {
  /** As in an image's name: without a scheme. */
  readonly registry: string;
  readonly user: string;
  readonly password: string;
}
