import type { RegistryKey } from '../../core/ecr/ports';
import type { World } from '../../core/ports';
import { parseEcrUri } from '../../core/prebuilt/ecrUri';

/** Keys to the registries of ECR where these images are, for those that the engine has not. Each is asked for once. */
export async function signIn(
  { docker, registries }: Pick<World, 'docker' | 'registries'>,
  images: readonly string[],
  signal: AbortSignal,
): Promise<readonly RegistryKey[]> {
  const regions = new Map<string, string>();
  for (const image of images) {
    const uri = parseEcrUri(image);
    if (!uri || (await docker.findImage(image, signal))) continue;
    regions.set(image.slice(0, image.indexOf('/')), uri.region.text);
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
