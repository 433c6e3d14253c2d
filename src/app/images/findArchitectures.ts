import { atOnce } from '../../core/atOnce';
import type { Docker } from '../../core/ports';
import type { ImagesChange, ImagesState } from '../../core/images/imagesState';

/** So many questions at once keep a local engine busy without starving its other users. */
const questions = 8;

/** Asks for what listings of older engines leave out, for just the images that somebody looks at. */
export async function findArchitectures(
  docker: Docker,
  state: ImagesState,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly ImagesChange[]> {
  const unknown = ids.filter(
    (id) => state.images.get(id)?.architecture === undefined && state.images.has(id),
  );
  const changes = await atOnce(unknown, questions, async (id): Promise<readonly ImagesChange[]> => {
    const architecture = (await docker.findImage(id, signal))?.architecture;
    return architecture === undefined ? [] : [{ kind: 'architecture', id, architecture }];
  });
  return changes.flat();
}
