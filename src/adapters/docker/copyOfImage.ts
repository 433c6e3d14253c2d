import type Dockerode from 'dockerode';
import { folderOf } from '../../core/paths';
import type { ImageCopy } from '../../core/run/ports';
import { field } from '../field';

/** Through a container that never starts: no program of the image is needed. */
export async function copyOfImage(
  docker: Dockerode,
  { image, folder, into }: ImageCopy,
  abortSignal: AbortSignal,
): Promise<void> {
  // Nothing of it runs, but an image may say no command of its own.
  const source = await docker.createContainer({ Image: image, Cmd: ['none'], abortSignal });
  try {
    const archive = await source.getArchive({ path: folder, abortSignal }).catch(absent);
    if (archive) await docker.getContainer(into).putArchive(archive, { path: folderOf(folder), abortSignal });
  } finally {
    await source.remove({ force: true, v: true });
  }
}

function absent(error: unknown): undefined {
  if (field(error, 'statusCode') !== 404) throw error;
}
