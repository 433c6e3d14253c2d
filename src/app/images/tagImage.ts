import { checkImageName } from '../../core/images/imageName';
import { Problem } from '../../core/problem';
import type { World } from '../../core/ports';

export async function tagImage(
  world: Pick<World, 'docker'>,
  input: { readonly reference: string; readonly name: string },
  signal: AbortSignal,
): Promise<void> {
  const wrong = checkImageName(input.name);
  if (wrong !== undefined) throw new Problem('bad-name', wrong);
  await world.docker.tagImage(input.reference, input.name, signal);
}
