import type { ImagesChange, ImagesState } from '../../core/images/imagesState';
import { startWords } from '../../core/images/imageUse';
import type { Docker } from '../../core/ports';

/** Looks whether an image has the programs that SageMaker starts, once for each image. */
export async function findPrograms(
  docker: Pick<Docker, 'findPrograms'>,
  state: ImagesState,
  id: string,
  signal: AbortSignal,
): Promise<readonly ImagesChange[]> {
  const image = state.images.get(id);
  if (!image || image.programs) return [];
  const programs = await docker.findPrograms(id, startWords, signal);
  return [{ kind: 'details', id, details: { programs } }];
}
