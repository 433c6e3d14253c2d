import type { BuildEvent } from '../../core/images/build/buildEvent';
import { isLargeContext, largeContextText } from '../../core/images/build/contextSize';
import type { ImageBuild } from '../../core/images/build/imageBuild';
import type { World } from '../../core/ports';
import { signIn } from '../ecr/signIn';
import { buildImage } from './buildImage';

export interface WantedImage {
  readonly image: string;
  /** Makes it. */
  readonly build: ImageBuild | undefined;
  readonly platform: string | undefined;
}

interface Told {
  readonly begins: (work: 'building' | 'pulling') => void;
  readonly say: (text: string) => void;
}

/** An image that the engine has then: built, or pulled when it is not there. */
export async function provideImage(
  world: Pick<World, 'docker' | 'registries' | 'containers' | 'files'>,
  { image, build, platform }: WantedImage,
  { begins, say }: Told,
  signal: AbortSignal,
): Promise<void> {
  if (build) {
    begins('building');
    await buildImage(world, build, { report: reporterOf(say) }, signal);
    return;
  }
  if (await world.docker.findImage(image, signal)) return;
  begins('pulling');
  const [key] = await signIn(world, { images: [image], platform }, signal);
  await world.containers.pull({ image, platform, key }, say, signal);
}

/** What is sent without a question is at least told when it is much. */
const reporterOf =
  (say: (text: string) => void) =>
  (event: BuildEvent): void => {
    if (event.kind === 'line') say(event.text);
    if (event.kind === 'context' && isLargeContext(event.size)) say(largeContextText(event.size));
  };
