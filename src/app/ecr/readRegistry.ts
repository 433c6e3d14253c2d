import type { Ecr, RemoteImage } from '../../core/ecr/ports';
import type { RegistryState } from '../../core/ecr/repositoryRows';

/** Who the user is, and all repositories of the registry. */
export async function readRegistry(ecr: Ecr, signal: AbortSignal): Promise<RegistryState> {
  const [identity, repositories] = await Promise.all([
    ecr.identity(signal),
    all(ecr.listRepositories(signal)),
  ]);
  return { identity, region: ecr.region, repositories };
}

/** The newest first, which ECR does not do itself. */
export async function readImages(
  ecr: Ecr,
  repository: string,
  signal: AbortSignal,
): Promise<readonly RemoteImage[]> {
  const images = await all(ecr.listImages(repository, signal));
  return images.toSorted((left, right) => (right.pushed ?? 0) - (left.pushed ?? 0));
}

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
