import type { JsonValue } from '../json';
import { at, isList, numberAt, objectAt, textAt } from '../json';
import type { RemoteManifest } from './ports';

export interface RemoteLayer {
  readonly digest: string;
  readonly bytes: number;
}

/** What a manifest says of an image, as far as it goes. */
export interface ManifestFacts {
  readonly layers: readonly RemoteLayer[];
  /** The digest of the configuration, which has the architecture. */
  readonly config: string | undefined;
  /** Such as `linux/amd64`, of a list of images. */
  readonly platforms: readonly string[];
}

export function manifestFacts({ text }: RemoteManifest): ManifestFacts {
  const whole: JsonValue = JSON.parse(text);
  const listed = at(whole, 'manifests');
  const layers = at(whole, 'layers');
  return {
    layers: (isList(layers) ? layers : []).map((layer) => ({
      digest: textAt(layer, 'digest') ?? '',
      bytes: numberAt(layer, 'size') ?? 0,
    })),
    config: textAt(objectAt(whole, 'config'), 'digest'),
    platforms: (isList(listed) ? listed : [])
      .map((each) => platformOf(objectAt(each, 'platform')))
      .filter(isReal),
  };
}

export const platformOf = (from: JsonValue | undefined): string =>
  [textAt(from, 'os') ?? '?', textAt(from, 'architecture') ?? '?', textAt(from, 'variant')]
    .filter(Boolean)
    .join('/');

/** Attestations are listed under a platform that nothing runs on. */
const isReal = (platform: string): boolean => !platform.includes('unknown') && !platform.includes('?');
