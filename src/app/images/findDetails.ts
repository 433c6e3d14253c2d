import { atOnce } from '../../core/atOnce';
import type { Docker } from '../../core/ports';
import type { ImagesChange, ImagesState } from '../../core/images/imagesState';

/** So many questions at once keep a local engine busy without starving its other users. */
const questions = 8;

/** Asks for what listings of older engines leave out, for just the images that somebody looks at. */
export async function findDetails(
  docker: Docker,
  state: ImagesState,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly ImagesChange[]> {
  const unknown = ids.filter((id) => state.images.get(id)?.use === undefined && state.images.has(id));
  const changes = await atOnce(unknown, questions, async (id): Promise<readonly ImagesChange[]> => {
    const found = await docker.findImage(id, signal);
    if (!found) return [];
    const { architecture, use } = found;
    const details = { ...(architecture === undefined ? {} : { architecture }), ...(use ? { use } : {}) };
    return [{ kind: 'details', id, details }];
  });
  return changes.flat();
}
