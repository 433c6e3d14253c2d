import type { RemoteImage } from '../ecr/ports';
import type { Image } from './image';
import { splitName } from './image';
import type { RemoteKnowledge } from './remoteKnowledge';

/** Of one name of a local image, as ECR has it. */
export type Standing =
  | { readonly kind: 'same'; readonly repository: string; readonly remote: RemoteImage }
  | { readonly kind: 'differs'; readonly repository: string; readonly remote: RemoteImage }
  /** Its repository was read, and does not have it. */
  | { readonly kind: 'absent'; readonly repository: string };

/** Finds in what is known; made once for thousands of images. */
export class RemoteIndex {
  readonly #repositories: ReadonlyMap<string, Repository>;
  readonly #deployed: RemoteKnowledge['deployed'];

  constructor({ repositories, deployed }: RemoteKnowledge) {
    this.#repositories = new Map([...repositories].map(([uri, images]) => [uri, indexed(images)]));
    this.#deployed = deployed;
  }

  /** Nothing where nothing is known. */
  standing(image: Image, reference: string | undefined): Standing | undefined {
    if (this.#repositories.size === 0) return undefined;
    const { repository = '', tag = '' } = reference === undefined ? {} : splitName(reference);
    const known = this.#repositories.get(repository);
    return known ? named(image, { repository, tag, known }) : this.#pushed(image);
  }

  deployedAt(image: Pick<Image, 'digests'>): readonly string[] {
    if (this.#deployed.size === 0) return [];
    return [...new Set(image.digests.flatMap((each) => this.#deployed.get(digestIn(each)) ?? []))];
  }

  /** Under another name. */
  #pushed(image: Image): Standing | undefined {
    for (const each of image.digests) {
      const [repository = ''] = each.split('@');
      const remote = this.#repositories.get(repository)?.byDigest.get(digestIn(each));
      if (remote) return { kind: 'same', repository, remote };
    }
    return undefined;
  }
}

interface Repository {
  readonly byTag: ReadonlyMap<string, RemoteImage>;
  readonly byDigest: ReadonlyMap<string, RemoteImage>;
}

const indexed = (images: readonly RemoteImage[]): Repository => ({
  byTag: new Map(images.flatMap((image) => image.tags.map((tag) => [tag, image] as const))),
  byDigest: new Map(images.map((image) => [image.digest, image])),
});

const digestIn = (reference: string): string => reference.slice(reference.indexOf('@') + 1);

function named(
  image: Image,
  { repository, tag, known }: { repository: string; tag: string; known: Repository },
): Standing | undefined {
  const own = image.digests.filter((each) => each.startsWith(`${repository}@`)).map(digestIn);
  const there = own.flatMap((digest) => known.byDigest.get(digest) ?? []);
  const current = known.byTag.get(tag);
  if (!current) {
    const [remote] = there;
    return remote ? { kind: 'same', repository, remote } : { kind: 'absent', repository };
  }
  if (there.some((each) => each.digest === current.digest || isRewritten(each, current)))
    return { kind: 'same', repository, remote: current };
  // What was loaded from a file has no digest, and may well be the same.
  const isOther = own.length > 0 || image.created * 1000 > (current.pushed ?? Infinity);
  return isOther ? { kind: 'differs', repository, remote: current } : undefined;
}

/** Bytes that configurations and manifests make up. */
const slack = 65_536;

/** A push writes Docker's manifest for an image of OCI: another digest, the same layers. */
const isRewritten = (pushed: RemoteImage, current: RemoteImage): boolean =>
  pushed.mediaType !== current.mediaType &&
  (pushed.mediaType ?? '').startsWith('application/vnd.oci.') &&
  Math.abs((pushed.bytes ?? Infinity) - (current.bytes ?? 0)) < slack;
