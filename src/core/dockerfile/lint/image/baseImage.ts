import { parseEcrUri, type EcrUri } from '../../../prebuilt/ecrUri';
import { isPublisher } from '../../../prebuilt/accounts';
import { publicRegistry } from '../../../prebuilt/prebuiltUris';
import type { BuiltStage } from '../../build/build';
import type { Word } from '../../syntax';
import type { View } from '../view';
import { Notes } from '../../text/notes';

/** The image that a FROM names, with its variables filled in. Offsets (`at`) count in `value`. */
export interface BaseImage {
  readonly stage: BuiltStage;
  readonly word: Word;
  readonly value: string;
  /** No part is a guess. */
  readonly known: boolean;
  /** `nvcr.io`; undefined for Docker Hub. */
  readonly registry: string | undefined;
  /** Without registry and tag: `nvidia/cuda`. */
  readonly path: string;
  readonly pathAt: number;
  /** The last part of the path. */
  readonly name: string;
  readonly tag: string | undefined;
  readonly tagAt: number;
  readonly digest: string | undefined;
  readonly ecr: EcrUri | undefined;
  /** AWS made it for SageMaker: an account of theirs, or their public registry. */
  readonly isPrebuilt: boolean;
}

type Source = Pick<View, 'build'>;

const remembered = new Notes<Source['build'], readonly BaseImage[]>();

/** The images of all stages, in the order of the file. */
export function baseImages({ build }: Source): readonly BaseImage[] {
  const known = remembered.get(build);
  if (known) return known;
  const images = build.stages.flatMap((stage) => {
    const { base } = stage;
    const word = stage.stage.image;
    if (base.kind !== 'image' || word === undefined || base.reference.value === '') return [];
    const { value, known: isKnown, unresolved, error } = base.reference;
    const certain = isKnown && unresolved.length === 0 && error === undefined;
    return [{ stage, word, value, known: certain, ...parseReference(value) }];
  });
  remembered.set(build, images);
  return images;
}

const roots = new Notes<Source['build'], ReadonlyMap<BuiltStage, BaseImage>>();

/** The image at the bottom of a stage. */
export function rootImage(source: Source, stage: BuiltStage | undefined): BaseImage | undefined {
  let known = roots.get(source.build);
  if (known === undefined) {
    known = findRoots(source);
    roots.set(source.build, known);
  }
  return stage && known.get(stage);
}

/** A stage comes after the one that it is built on. */
function findRoots(source: Source): ReadonlyMap<BuiltStage, BaseImage> {
  const found = new Map(baseImages(source).map((image) => [image.stage, image]));
  for (const stage of source.build.stages) {
    const below = stage.base.kind === 'stage' ? found.get(stage.base.stage) : undefined;
    if (below) found.set(stage, below);
  }
  return found;
}

/** Where the image that is built begins. */
export const finalImage = (source: Source): BaseImage | undefined => rootImage(source, source.build.target);

/** What a template engine fills in, or the reader of an example: `{{image}}`, `<account>…`, `__BASE__`, `@BASE@`. */
export const isPlaceholder = (value: string): boolean => /[{<]|^(__|@|%)\w+\1$/.test(value);

type Parts = Omit<BaseImage, 'stage' | 'word' | 'value' | 'known'>;

function parseReference(value: string): Parts {
  const [reference = '', digest] = value.split('@');
  const slash = reference.lastIndexOf('/');
  const colon = reference.indexOf(':', slash + 1);
  const end = colon < 0 ? reference.length : colon;
  const first = reference.slice(0, Math.max(reference.indexOf('/'), 0));
  const hasRegistry = /[.:]/.test(first) || first === 'localhost';
  const isHub = first === 'docker.io' || first === 'index.docker.io' || first === 'registry-1.docker.io';
  let pathAt = hasRegistry ? first.length + 1 : 0;
  if ((isHub || !hasRegistry) && reference.startsWith('library/', pathAt)) pathAt += 'library/'.length;
  const ecr = parseEcrUri(value);
  const isPublic = value.startsWith(`${publicRegistry}/`);
  return {
    registry: hasRegistry && !isHub ? first : undefined,
    path: reference.slice(pathAt, end),
    pathAt,
    name: reference.slice(slash + 1, end),
    tag: colon < 0 ? undefined : reference.slice(colon + 1),
    tagAt: colon < 0 ? end : colon + 1,
    digest,
    ecr,
    isPrebuilt: isPublic || (ecr !== undefined && isPublisher(ecr.account)),
  };
}
