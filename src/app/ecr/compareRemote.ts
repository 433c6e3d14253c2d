import type { ComparedImage } from '../../core/ecr/compareImages';
import type { ManifestFacts } from '../../core/ecr/imageFacts';
import { manifestFacts, platformOf } from '../../core/ecr/imageFacts';
import type { Ecr, RemoteImage } from '../../core/ecr/ports';
import { Problem } from '../../core/problem';

interface Asked {
  readonly repository: string;
  readonly image: RemoteImage;
}

/** All that two images can be compared by. */
export async function readForComparison(
  ecr: Ecr,
  { repository, image, title }: Asked & { readonly title: string },
  signal: AbortSignal,
): Promise<ComparedImage> {
  const [{ facts, platforms }, findings] = await Promise.all([
    readPlatforms(ecr, { repository, image }, signal),
    // Somebody may compare layers who may not see findings.
    ecr.findFindings(repository, image.digest, signal).catch(unlessDenied),
  ]);
  return { title, image, facts, platforms, findings };
}

/** What an image runs on: of a list its manifest says so, else its configuration. */
export async function readPlatforms(
  ecr: Ecr,
  { repository, image }: Asked,
  signal: AbortSignal,
): Promise<{ readonly facts: ManifestFacts; readonly platforms: readonly string[] }> {
  const facts = manifestFacts(await ecr.readManifest(repository, image.digest, signal));
  if (facts.platforms.length > 0 || facts.config === undefined) return { facts, platforms: facts.platforms };
  const config = await ecr.readBlob(repository, facts.config, signal);
  return { facts, platforms: [platformOf(JSON.parse(config))] };
}

function unlessDenied(error: unknown): undefined {
  if (error instanceof Problem && error.kind === 'aws-denied') return undefined;
  throw error;
}
