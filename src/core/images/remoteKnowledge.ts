import type { RemoteImage } from '../ecr/ports';

/** What is known of AWS because another view has read it: to draw images nothing is asked. */
export interface RemoteKnowledge {
  /** Images of the repositories that were read, by the URI of the repository. */
  readonly repositories: ReadonlyMap<string, readonly RemoteImage[]>;
  /** Where a digest runs, as `endpoint/variant`. */
  readonly deployed: ReadonlyMap<string, readonly string[]>;
}

export const nothingKnown: RemoteKnowledge = { repositories: new Map(), deployed: new Map() };

export const withRepository = (
  { repositories, ...rest }: RemoteKnowledge,
  uri: string,
  images: readonly RemoteImage[],
): RemoteKnowledge => ({ ...rest, repositories: new Map(repositories).set(uri, images) });
