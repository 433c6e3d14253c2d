import { getNodeValue } from 'jsonc-parser';
import type { JsonValue } from '../json';
import { at, isList, isObject, textAt } from '../json';
import { parseDocument } from './document';

/** A place of a file that names an image which SageMaker takes. */
export interface ImagePlace {
  readonly path: ReadonlyArray<string | number>;
  /** The name of a variant and of a container; empty in a file that has one image. */
  readonly name: string;
  /** What stands there now. */
  readonly image: string | undefined;
}

/** None in a text that is not JSON: nobody knows where things belong in it. */
export function imagePlaces(text: string, kind: 'run' | 'endpoint'): readonly ImagePlace[] {
  const { root, findings } = parseDocument(text);
  if (root?.type !== 'object' || findings.length > 0) return [];
  const value: JsonValue = getNodeValue(root);
  return kind === 'run' ? [runPlace(value)] : endpointPlaces(value);
}

/** What is built here is built here still: SageMaker gets an image of its own. */
function runPlace(run: JsonValue): ImagePlace {
  const cloud = at(run, 'cloud');
  const inCloud = at(run, 'build') !== undefined || textAt(cloud, 'image') !== undefined;
  return inCloud
    ? { path: ['cloud', 'image'], name: '', image: textAt(cloud, 'image') }
    : { path: ['image'], name: '', image: textAt(run, 'image') };
}

function endpointPlaces(endpoint: JsonValue): readonly ImagePlace[] {
  const variants = at(endpoint, 'variants');
  const shadow = at(endpoint, 'shadow');
  return [
    ...(isList(variants) ? variants : []).flatMap((each, index) => variantPlaces(each, ['variants', index])),
    ...(isObject(shadow) ? variantPlaces(shadow, ['shadow']) : []),
  ];
}

function variantPlaces(variant: JsonValue, path: ImagePlace['path']): readonly ImagePlace[] {
  if (!isObject(variant)) return [];
  const name = textAt(variant, 'name') ?? '';
  const containers = at(variant, 'containers');
  if (!isList(containers)) return [containerPlace(variant, path, name)];
  return containers.flatMap((each, index) =>
    isObject(each)
      ? [containerPlace(each, [...path, 'containers', index], `${name}/${textAt(each, 'name') ?? index + 1}`)]
      : [],
  );
}

function containerPlace(container: JsonValue, path: ImagePlace['path'], name: string): ImagePlace {
  const isOwn = at(container, 'build') !== undefined || textAt(container, 'ecrImage') !== undefined;
  const key = isOwn ? 'ecrImage' : 'image';
  return { path: [...path, key], name, image: textAt(container, key) };
}
