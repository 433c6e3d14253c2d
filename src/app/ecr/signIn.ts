import type { RegistryKey } from '../../core/ecr/ports';
import type { World } from '../../core/ports';
import { registryOf } from '../../core/prebuilt/ecrUri';

export interface WantedImages {
  readonly images: readonly string[];
  /** As in `linux/amd64`: an image that is here for another one is fetched again. */
  readonly platform: string | undefined;
}

/** Keys to the registries of ECR where these images are, for those that the engine has not. Each is asked for once. */
export async function signIn(
  { docker, registries }: Pick<World, 'docker' | 'registries'>,
  { images, platform }: WantedImages,
  signal: AbortSignal,
): Promise<readonly RegistryKey[]> {
  const regions = new Map<string, string>();
  for (const image of images) {
    const found = registryOf(image);
    if (!found) continue;
    const here = await docker.findImage(image, signal);
    const wanted = platform?.split('/')[1];
    if (here && (wanted === undefined || here.architecture === wanted)) continue;
    regions.set(found.host, found.region);
  }
  const keys: RegistryKey[] = [];
  for (const [registry, region] of regions) {
    const ecr = await registries.open({ profile: undefined, region });
    try {
      // A key of one's own account opens every registry that lets one in, those of AWS among them.
      keys.push({ ...(await ecr.authorize(signal)), registry });
    } finally {
      ecr.close();
    }
  }
  return keys;
}
