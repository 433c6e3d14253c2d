import type { Places } from '../../../userFile/document';
import type { FileFinding } from '../../../userFile/finding';
import type { Container, EndpointFile, PlacedVariant } from '../endpointFile';
import { placedVariants } from '../endpointFile';
import type { EndpointReading } from '../readEndpointFile';

/** What a check looks at. */
export interface Look {
  readonly endpoint: EndpointFile;
  readonly places: Places;
  /** Those that have the form of a variant, the shadow last. */
  readonly variants: readonly PlacedVariant[];
  /** Paths of the endpoint, as written, that lead to nothing; empty when nobody looked. */
  readonly missing: ReadonlySet<string>;
}

export type Check = (look: Look) => Iterable<FileFinding>;

export function lookAt(
  { endpoint, places }: EndpointReading,
  missing: ReadonlySet<string>,
): Look | undefined {
  if (!endpoint) return undefined;
  const variants = placedVariants(endpoint).filter(({ path }) => isRecord(places, path));
  return { endpoint, places, variants, missing };
}

const isRecord = (places: Places, path: Path): boolean => places.written(path).startsWith('{');

type Path = ReadonlyArray<string | number>;

export interface PlacedContainer {
  readonly container: Container;
  readonly path: Path;
}

/** Those that have the form of a container. */
export function containersIn(places: Places, { variant, path }: PlacedVariant): readonly PlacedContainer[] {
  const { serving } = variant;
  if (serving.kind === 'one') return [{ container: serving.container, path }];
  return serving.containers
    .map((container, index) => ({ container, path: [...path, 'containers', index] }))
    .filter((each) => isRecord(places, each.path));
}
