import { layerSizes } from '../../core/ecr/layerSizes';
import type { Ecr } from '../../core/ecr/ports';
import type { PushEvent } from '../../core/ecr/pushState';
import type { Image } from '../../core/images/image';
import type { World } from '../../core/ports';
import { Problem } from '../../core/problem';

/** Where an image comes from and goes to. */
export interface Ends {
  readonly docker: World['docker'];
  readonly ecr: Ecr;
}

/** Sign-ins for one push: a push that outlives one goes on with a new one. */
const signIns = 4;

interface Sending {
  readonly image: Image;
  readonly name: string;
  readonly report: (event: PushEvent) => void;
}

/** A name of ECR on this engine says what ECR has: when the push comes to nothing, so does the name. */
export async function sendImage(
  { docker, ecr }: Ends,
  { image, name, report }: Sending,
  signal: AbortSignal,
): Promise<{ readonly digest: string }> {
  const before = await docker.findImage(name, signal);
  report({ kind: 'begun', sizes: await sizesOf(docker, image, signal) });
  await docker.tagImage(image.id, name, signal);
  try {
    return await send({ docker, ecr }, name, report, signal);
  } catch (error) {
    // Also when the user has cancelled, and whatever becomes of it: the first failure is the one to tell.
    const restoring = new AbortController().signal;
    const restore = async (): Promise<void> => {
      if (before) await docker.tagImage(before.id, name, restoring);
      // The last name of an image takes the image with it.
      else if (image.tags.length > 0) await docker.removeImage(name, { force: false }, restoring);
    };
    await restore().catch(() => undefined);
    throw error;
  }
}

async function sizesOf(
  docker: Ends['docker'],
  { id, layers = [] }: Image,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  return layerSizes(layers, await docker.imageLayers(id, signal));
}

async function send(
  { docker, ecr }: Ends,
  name: string,
  report: (event: PushEvent) => void,
  signal: AbortSignal,
): Promise<{ readonly digest: string }> {
  for (let turn = 1; ; turn += 1) {
    const key = await ecr.authorize(signal);
    let isAccepted = false;
    try {
      return await docker.pushImage(
        name,
        key,
        (layer) => {
          isAccepted ||= layer.state === 'there' || layer.state === 'known';
          report({ kind: 'layer', layer });
        },
        signal,
      );
    } catch (error) {
      const isExpired = error instanceof Problem && error.kind === 'push-expired';
      // A second key that is good for nothing did not run out: the right is missing.
      if (!isExpired || turn === signIns || (turn > 1 && !isAccepted)) throw error;
      report({ kind: 'renewed' });
    }
  }
}
