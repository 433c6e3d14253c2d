import { IncomingMessage } from 'node:http';
import type Dockerode from 'dockerode';
import { dial } from './dial';
import type { Builder } from './packContext';

/** As the docker command line chooses: what the user's environment says, else what the engine would rather do. */
export async function chooseBuilder(
  docker: Dockerode,
  wish: string | undefined,
  abortSignal: AbortSignal,
): Promise<Builder> {
  if (wish === '0' || wish === '1') return wish === '1' ? 'buildkit' : 'classic';
  const answer = await dial(docker, {
    path: '/_ping',
    method: 'GET',
    isStream: true,
    statusCodes: { 200: true },
    abortSignal,
  });
  if (!(answer instanceof IncomingMessage)) return 'classic';
  answer.resume();
  return answer.headers['builder-version'] === '2' ? 'buildkit' : 'classic';
}
