import { IncomingMessage } from 'node:http';
import type Dockerode from 'dockerode';
import type { BuilderFacts } from '../../../core/images/build/chooseBuilder';
import { dial } from './dial';

/** What the engine says of its builders, in the answer that the docker command line asks for too. */
export async function engineFacts(
  docker: Dockerode,
  abortSignal: AbortSignal,
): Promise<BuilderFacts['engine']> {
  const answer = await dial(docker, {
    path: '/_ping',
    method: 'GET',
    isStream: true,
    statusCodes: { 200: true },
    abortSignal,
  });
  if (!(answer instanceof IncomingMessage)) return { prefers: 'classic', hasBuildKit: false };
  answer.resume();
  const { headers } = answer;
  // Podman builds in its own way, whatever it is asked for; engines of Windows have no BuildKit.
  const isDocker = headers['libpod-api-version'] === undefined && headers['ostype'] !== 'windows';
  return {
    prefers: headers['builder-version'] === '2' ? 'buildkit' : 'classic',
    hasBuildKit: isDocker && isAtLeast(String(headers['api-version'] ?? ''), firstWithBuildKit),
  };
}

const firstWithBuildKit = [1, 39] as const;

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [theirMajor = 0, theirMinor = 0] = version.split('.').map(Number);
  return theirMajor > major || (theirMajor === major && theirMinor >= minor);
}
