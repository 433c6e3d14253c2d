import type { ImageUse } from './imageUse';

/** An image of the local engine. `architecture` arrives later: lists of older engines do not carry it. */
export interface Image {
  readonly id: string;
  /** `repository:tag`, as the engine lists them; empty for a dangling image. */
  readonly tags: readonly string[];
  /** `repository@sha256:…` of registries that know this image. */
  readonly digests: readonly string[];
  readonly bytes: number;
  /** Seconds since 1970. */
  readonly created: number;
  readonly architecture?: string;
  /** Arrives with the architecture. */
  readonly use?: ImageUse;
  /** Digests, the lowest first; arrive with the architecture. */
  readonly layers?: readonly string[];
  /** What was found on its PATH; arrives when somebody looks at this image. */
  readonly programs?: readonly FoundProgram[];
  /** The kind of its manifest, where the engine keeps one: an engine with containerd's store. */
  readonly manifestType?: string;
}

/** A file that the PATH of an image leads to. */
export interface FoundProgram {
  readonly name: string;
  readonly path: string;
  readonly executable: boolean;
}

/** What one instruction added. */
export interface ImageLayer {
  readonly bytes: number;
  /** Seconds since 1970. */
  readonly created: number;
  /** As the engine remembers it. */
  readonly command: string;
}

export interface Container {
  readonly id: string;
  readonly name: string;
  readonly imageId: string;
  readonly running: boolean;
}

/** `registry` is empty for Docker Hub's and for local names. */
export interface RepositoryName {
  readonly registry: string;
  readonly path: string;
}

/** The first part is a registry when it could not be a folder: it has a dot or a port, or is localhost. */
export function splitRepository(repository: string): RepositoryName {
  const slash = repository.indexOf('/');
  const first = repository.slice(0, Math.max(0, slash));
  return /[.:]/.test(first) || first === 'localhost'
    ? { registry: first, path: repository.slice(slash + 1) }
    : { registry: '', path: repository };
}

export interface ImageName {
  readonly repository: string;
  readonly tag: string;
}

/** Splits at the colon behind the last slash: a registry's port is not a tag. */
export function splitName(reference: string): ImageName {
  const colon = reference.indexOf(':', reference.lastIndexOf('/') + 1);
  return colon < 0
    ? { repository: reference, tag: 'latest' }
    : { repository: reference.slice(0, colon), tag: reference.slice(colon + 1) };
}

/** By digest, as the registry of this name has it; else as ECR has it, or any. */
export function pinnedName({ digests }: Image, reference: string): string | undefined {
  const { repository } = splitName(reference);
  return (
    digests.find((digest) => digest.startsWith(`${repository}@`)) ??
    digests.find((digest) => digest.includes('.dkr.ecr')) ??
    digests[0]
  );
}
