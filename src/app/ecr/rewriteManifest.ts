import * as l10n from '@vscode/l10n';
import { asDockerManifest, canBeHosted, digestOf, isImageList } from '../../core/ecr/manifest';
import { isTagMutable } from '../../core/ecr/mutability';
import type { Ecr, RemoteImage, Repository } from '../../core/ecr/ports';
import { isAbort, Problem } from '../../core/problem';

interface Arrived {
  readonly repository: Repository;
  readonly tag: string;
  readonly arrived: RemoteImage;
  readonly architecture: string;
}

/** Hosting takes Docker's kind of manifest only. Nothing is uploaded again: the layers are there. */
export async function rewriteManifest(
  ecr: Ecr,
  { repository, tag, arrived, architecture }: Arrived,
  signal: AbortSignal,
): Promise<RemoteImage> {
  if (!isTagMutable(repository.mutability, tag))
    throw new Problem(
      'push-refused',
      l10n.t(
        'The image arrived as {0}, which SageMaker cannot host, and tags of {1} cannot be moved. Build it with --provenance=false --output type=docker and push another tag.',
        arrived.mediaType ?? '?',
        repository.name,
      ),
    );
  try {
    const whole = await ecr.readManifest(repository.name, arrived.digest, signal);
    const inner = isImageList(whole.mediaType) ? digestOf(whole, architecture) : undefined;
    const manifest = inner === undefined ? whole : await ecr.readManifest(repository.name, inner, signal);
    const wanted = canBeHosted(manifest.mediaType) ? manifest : asDockerManifest(manifest);
    await ecr.putManifest(repository.name, tag, wanted, signal);
  } catch (error) {
    if (error instanceof Problem || isAbort(error)) throw error;
    throw new Problem('push-refused', l10n.t('The manifest of {0} cannot be read.', repository.name), error);
  }
  const found = await ecr.findImage(repository.name, tag, signal);
  if (found && canBeHosted(found.mediaType)) return found;
  throw new Problem(
    'push-failed',
    l10n.t('ECR did not take the manifest of {0}. Try again.', repository.name),
  );
}
