import type Dockerode from 'dockerode';
import type { ImagePull, Progress } from '../../core/run/ports';
import { field } from '../field';
import { engineKey } from './engineKey';
import { engineWords } from './problems';
import { pullProblem } from './pullProblem';

/** The engine tells of failures inside of the stream, under a status of success. */
export async function pullImage(
  docker: Dockerode,
  { image, platform, key }: ImagePull,
  report: Progress,
  abortSignal: AbortSignal,
): Promise<void> {
  const options = {
    ...(platform === undefined ? {} : { platform }),
    ...(key ? { authconfig: engineKey(key) } : {}),
    abortSignal,
  };
  const stream = await begin(docker, image, options);
  const wrong = await new Promise<unknown>((resolve, reject) => {
    docker.modem.followProgress(
      stream,
      (error: Error | null, events: unknown[]) =>
        error ? reject(error) : resolve(events.map((event) => field(event, 'error')).find(Boolean)),
      (event: unknown) => {
        const id = field(event, 'id');
        const status = field(event, 'status');
        const progress = field(event, 'progress');
        report([id, status, progress].filter((part) => typeof part === 'string').join(' '));
      },
    );
  });
  abortSignal.throwIfAborted();
  if (typeof wrong === 'string') throw pullProblem(wrong, image);
}

/** Without a network, or without the right, the engine refuses at once. */
async function begin(docker: Dockerode, image: string, options: object): Promise<NodeJS.ReadableStream> {
  try {
    const stream: NodeJS.ReadableStream = await docker.pull(image, options);
    return stream;
  } catch (error) {
    const isRefusal = error instanceof Error && typeof field(error, 'statusCode') === 'number';
    throw isRefusal ? pullProblem(engineWords(error), image) : error;
  }
}
