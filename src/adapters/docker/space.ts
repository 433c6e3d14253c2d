import type Dockerode from 'dockerode';
import type { ImagesSpace } from '../../core/images/imageSpace';
import { field } from '../field';
import { dial } from './build/dial';

/** The engine reads all of its disk for this: seconds, with many images. Older engines ignore that only images are meant. */
export async function imagesSpace(docker: Dockerode, abortSignal: AbortSignal): Promise<ImagesSpace> {
  return readSpace(
    await dial(docker, {
      path: '/system/df?',
      method: 'GET',
      options: { type: 'image', verbose: true },
      statusCodes: { 200: true },
      abortSignal,
    }),
  );
}

/** Engines from 29 on say it in a part of its own. */
export function readSpace(answer: unknown): ImagesSpace {
  const part = field(answer, 'ImageUsage');
  const images = field(part, 'Items') ?? field(answer, 'Images');
  const total = field(part, 'TotalSize') ?? field(answer, 'LayersSize');
  const shared = (Array.isArray(images) ? images : []).flatMap((image: unknown) => {
    const [id, bytes] = [field(image, 'Id'), field(image, 'SharedSize')];
    // An engine that did not count says -1.
    return typeof id === 'string' && typeof bytes === 'number' && bytes >= 0 ? [[id, bytes] as const] : [];
  });
  return { total: typeof total === 'number' ? total : 0, shared: new Map(shared) };
}
