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
}

export interface Container {
  readonly id: string;
  readonly name: string;
  readonly imageId: string;
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
