import type { Image } from './image';

/** What images take of the engine's disk, which has each of their layers once. */
export interface ImagesSpace {
  /** Bytes of all layers. */
  readonly total: number;
  /** Bytes of each image that another one has too, by its id. */
  readonly shared: ReadonlyMap<string, number>;
}

/** Bytes that no other image has. */
export function ownBytes({ id, bytes }: Image, space: ImagesSpace): number | undefined {
  const shared = space.shared.get(id);
  return shared === undefined ? undefined : Math.max(0, bytes - shared);
}

export interface Removal {
  readonly image: Image;
  /** Nothing for an image without a name. */
  readonly reference: string | undefined;
}

/**
 * What comes free at least when these names are removed: an image stays while it has another name or a container, and
 * layers that only these images share come on top, as the engine does not tell which those are.
 */
export function freedAtLeast(
  removals: readonly Removal[],
  space: ImagesSpace,
  isUsed: (id: string) => boolean,
): number {
  const going = new Map<Image, number>();
  for (const { image } of removals) going.set(image, (going.get(image) ?? 0) + 1);
  let bytes = 0;
  for (const [image, names] of going)
    if (names >= image.tags.length && !isUsed(image.id)) bytes += ownBytes(image, space) ?? 0;
  return bytes;
}
