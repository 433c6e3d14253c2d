import * as l10n from '@vscode/l10n';
import { canBeHosted, isSameImage } from '../../core/ecr/manifest';
import type { Ecr, RemoteImage, Repository } from '../../core/ecr/ports';
import type { PushCheck } from '../../core/ecr/pushCheck';
import { checkPush, failureOf, isOwnAccount } from '../../core/ecr/pushCheck';
import type { PushEvent } from '../../core/ecr/pushState';
import type { Image } from '../../core/images/image';
import { Problem } from '../../core/problem';
import { rewriteManifest } from './rewriteManifest';
import type { Ends } from './sendImage';
import { sendImage } from './sendImage';

export interface Push {
  /** A name or an id on the engine. */
  readonly image: string;
  readonly repository: string;
  readonly tag: string;
  /** The account that the user means, when a name said it. */
  readonly account?: string;
}

export interface PushTalk {
  readonly report: (event: PushEvent) => void;
  /**
   * Asked when all is checked and nothing has moved; the repository is made only after this. What stands in the way
   * is shown here too, and then the answer changes nothing.
   */
  readonly agree: (found: PushFindings) => Promise<boolean>;
}

export interface PushFindings {
  readonly checks: readonly PushCheck[];
  /** The repository is not there yet. */
  readonly creates: boolean;
}

export interface Pushed {
  /** With the tag. */
  readonly uri: string;
  /** With the digest: this image for ever. */
  readonly pinned: string;
  readonly digest: string;
  readonly mediaType: string | undefined;
  readonly bytes: number | undefined;
  /** It was there already, under this tag. */
  readonly unchanged: boolean;
}

/** From the engine into ECR. Nothing moves before all is checked; nothing when the user does not agree. */
export async function pushImage(
  { docker, ecr }: Ends,
  push: Push,
  { report, agree }: PushTalk,
  signal: AbortSignal,
): Promise<Pushed | undefined> {
  const [image, identity] = await Promise.all([docker.findImage(push.image, signal), ecr.identity(signal)]);
  if (!image) throw new Problem('image-missing', l10n.t('There is no image {0} on this engine.', push.image));
  const isOwn = isOwnAccount({ push, identity });
  const [found, freeBytes] = await Promise.all([
    isOwn ? ecr.findRepository(push.repository, signal) : undefined,
    docker.freeBytes(signal),
  ]);
  const there = found && (await ecr.findImage(push.repository, push.tag, signal));
  if (found && there && (await isThere({ docker, ecr }, { image, repository: found, there }, signal)))
    return pushed(found, push.tag, there, true);
  const facts = { image, identity, push, repository: found, there, freeBytes };
  const checks = checkPush({ ...facts, region: ecr.region });
  const failure = failureOf(checks);
  if (!(await agree({ checks, creates: isOwn && !found }))) return undefined;
  if (failure !== undefined) throw new Problem('push-refused', failure);
  const repository =
    found ??
    (await ecr.createRepository({ name: push.repository, immutable: false, scanOnPush: true }, signal));
  const name = `${repository.uri}:${push.tag}`;
  const { digest } = await sendImage({ docker, ecr }, { image, name, report }, signal);
  const arrived = await verify(ecr, push, digest, signal);
  if (canBeHosted(arrived.mediaType)) return pushed(repository, push.tag, arrived, false);
  const { architecture = 'amd64' } = image;
  const rewritten = await rewriteManifest(ecr, { repository, tag: push.tag, arrived, architecture }, signal);
  report({ kind: 'rewritten' });
  return pushed(repository, push.tag, rewritten, false);
}

/** The engine's word is not enough: what ECR has is what SageMaker pulls. */
async function verify(
  ecr: Ecr,
  { repository, tag }: Push,
  digest: string,
  signal: AbortSignal,
): Promise<RemoteImage> {
  const arrived = await ecr.findImage(repository, tag, signal);
  if (arrived?.digest === digest) return arrived;
  throw new Problem(
    'push-failed',
    l10n.t(
      '{0}:{1} is not in ECR as it was pushed. Somebody else may push the same tag. Try again.',
      repository,
      tag,
    ),
  );
}

interface There {
  readonly image: Image;
  readonly repository: Repository;
  readonly there: RemoteImage;
}

/** The engine knows under which digest it has pushed or pulled an image; ours may have a manifest of another kind. */
async function isThere(
  { ecr }: Ends,
  { image, repository, there }: There,
  signal: AbortSignal,
): Promise<boolean> {
  if (!canBeHosted(there.mediaType)) return false;
  const own = image.digests.flatMap((digest) =>
    digest.startsWith(`${repository.uri}@`) ? [digest.slice(repository.uri.length + 1)] : [],
  );
  if (own.includes(there.digest)) return true;
  for (const digest of own) {
    if (!(await ecr.findImage(repository.name, digest, signal))) continue;
    const [mine, theirs] = await Promise.all(
      [digest, there.digest].map(async (each) => ecr.readManifest(repository.name, each, signal)),
    );
    if (mine && theirs && isSameImage(mine, theirs)) return true;
  }
  return false;
}

const pushed = (
  { uri }: Repository,
  tag: string,
  { digest, mediaType, bytes }: RemoteImage,
  unchanged: boolean,
): Pushed => ({ uri: `${uri}:${tag}`, pinned: `${uri}@${digest}`, digest, mediaType, bytes, unchanged });
