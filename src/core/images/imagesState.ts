import type { Endpoint } from '../docker/endpoint';
import type { Container, Image } from './image';
import type { ImagesSpace } from './imageSpace';

/** The local images and who uses them, as last told by the engine. */
export interface ImagesState {
  readonly engine: Endpoint;
  readonly images: ReadonlyMap<string, Image>;
  readonly containers: ReadonlyMap<string, Container>;
  /** Arrives long after the rest, and may be a little older. */
  readonly space?: ImagesSpace;
}

export type ImagesChange =
  | { readonly kind: 'image'; readonly image: Image }
  | { readonly kind: 'image-gone'; readonly id: string }
  | { readonly kind: 'details'; readonly id: string; readonly details: ImageDetails }
  | { readonly kind: 'container'; readonly container: Container }
  | { readonly kind: 'container-gone'; readonly id: string };

/** What lists leave out. */
type ImageDetails = Partial<Pick<Image, 'architecture' | 'use' | 'programs'>>;

export function listed(
  engine: Endpoint,
  images: readonly Image[],
  containers: readonly Container[],
): ImagesState {
  return {
    engine,
    images: new Map(images.map((image) => [image.id, image])),
    containers: new Map(containers.map((container) => [container.id, container])),
  };
}

/** A new listing knows no details that were looked up before; an image's never change. */
export function keepDetails(fresh: ImagesState, known: ImagesState | undefined): ImagesState {
  if (!known) return fresh;
  const images = new Map<string, Image>();
  for (const [id, image] of fresh.images) {
    const before = known.images.get(id);
    images.set(id, before && isSame(before, image) ? before : { ...detailsOf(before), ...image });
  }
  return { ...fresh, images, ...(known.space ? { space: known.space } : {}) };
}

/** Two listings make two objects of one image; the one that is known is already drawn. */
const isSame = (known: Image, listing: Image): boolean =>
  known.bytes === listing.bytes &&
  known.created === listing.created &&
  sameTexts(known.tags, listing.tags) &&
  sameTexts(known.digests, listing.digests);

const sameTexts = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((text, index) => text === right[index]);

export function advance(state: ImagesState, changes: readonly ImagesChange[]): ImagesState {
  const images = new Map(state.images);
  const containers = new Map(state.containers);
  for (const change of changes) {
    switch (change.kind) {
      case 'image':
        putImage(images, change.image);
        break;
      case 'image-gone':
        images.delete(change.id);
        break;
      case 'details': {
        const image = images.get(change.id);
        if (image) images.set(change.id, { ...image, ...change.details });
        break;
      }
      case 'container':
        containers.set(change.container.id, change.container);
        break;
      case 'container-gone':
        containers.delete(change.id);
        break;
    }
  }
  return { ...state, images, containers };
}

/** A tag has one image: where it moved, the engine tells of the new place only. */
function putImage(images: Map<string, Image>, image: Image): void {
  const known = detailsOf(images.get(image.id));
  for (const other of images.values()) {
    if (other.id === image.id || !other.tags.some((tag) => image.tags.includes(tag))) continue;
    images.set(other.id, { ...other, tags: other.tags.filter((tag) => !image.tags.includes(tag)) });
  }
  images.set(image.id, { ...known, ...image });
}

function detailsOf(image: Image | undefined): ImageDetails {
  const { architecture, use, programs } = image ?? {};
  return {
    ...(architecture === undefined ? {} : { architecture }),
    ...(use ? { use } : {}),
    ...(programs ? { programs } : {}),
  };
}

/** The image behind a tag or an id. */
export function findImage(state: ImagesState, subject: string): Image | undefined {
  return (
    state.images.get(subject) ?? [...state.images.values()].find((image) => image.tags.includes(subject))
  );
}

export function usersOf(state: ImagesState, imageId: string): readonly Container[] {
  return [...state.containers.values()].filter((container) => container.imageId === imageId);
}
