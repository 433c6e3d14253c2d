import * as l10n from '@vscode/l10n';
import { Problem } from '../problem';
import type { JsonValue } from '../json';
import type { JsonObject } from '../json';
import { at, isList, isObject, objectAt, textAt } from '../json';
import type { RemoteManifest } from './ports';

const docker = {
  manifest: 'application/vnd.docker.distribution.manifest.v2+json',
  config: 'application/vnd.docker.container.image.v1+json',
  layer: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
} as const;

const oci = {
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
} as const;

const lists: readonly string[] = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
];

/** What a hosted model needs: a training job takes the others as well. */
export const canBeHosted = (mediaType: string | undefined): boolean => mediaType === docker.manifest;

export const isImageList = (mediaType: string | undefined): boolean => lists.includes(mediaType ?? '');

/** The digest of the image of one architecture in a list of several platforms, past what only attests. */
export function digestOf(list: RemoteManifest, wanted: string): string | undefined {
  const manifests = at(parsed(list), 'manifests');
  const fitting = (isList(manifests) ? manifests : []).find((each) => {
    const platform = objectAt(each, 'platform');
    return textAt(platform, 'os') === 'linux' && textAt(platform, 'architecture') === wanted;
  });
  return textAt(fitting, 'digest');
}

/**
 * The same image under a manifest that SageMaker hosts. Configuration and layers stay as they are, byte for byte:
 * the two kinds of manifest only call them by other names.
 */
export function asDockerManifest(manifest: RemoteManifest): RemoteManifest {
  const whole = parsed(manifest);
  const config = objectAt(whole, 'config');
  const layers = at(whole, 'layers');
  if (manifest.mediaType !== oci.manifest || !config || !isList(layers)) throw unfit(manifest.mediaType);
  const text = JSON.stringify({
    schemaVersion: 2,
    mediaType: docker.manifest,
    config: described(config, docker.config),
    layers: layers.map((layer) => {
      const type = textAt(layer, 'mediaType');
      if (type !== oci.layer && type !== docker.layer) throw unfit(type ?? '');
      return described(layer, docker.layer);
    }),
  });
  return { text, mediaType: docker.manifest };
}

const described = (value: JsonValue, mediaType: string): JsonObject => ({
  mediaType,
  size: at(value, 'size') ?? 0,
  digest: at(value, 'digest') ?? '',
});

/** Two manifests of one image name the same configuration, whatever their kind. */
export const isSameImage = (one: RemoteManifest, other: RemoteManifest): boolean => {
  const [left, right] = [one, other].map((each) => textAt(objectAt(parsed(each), 'config'), 'digest'));
  return left !== undefined && left === right;
};

function parsed({ text }: RemoteManifest): JsonObject {
  const value: JsonValue = JSON.parse(text);
  return isObject(value) ? value : {};
}

const unfit = (mediaType: string): Problem =>
  new Problem(
    'push-refused',
    l10n.t(
      'The image has parts that SageMaker cannot host ({0}). Build it with: docker buildx build --platform linux/amd64 --provenance=false --output type=docker',
      mediaType,
    ),
  );
