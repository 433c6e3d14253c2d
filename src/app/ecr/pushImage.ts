import * as l10n from '@vscode/l10n';
import { asDockerManifest, canBeHosted, digestOf, isImageList, isSameImage } from '../../core/ecr/manifest';
import { isTagMutable } from '../../core/ecr/mutability';
import type { Ecr, RemoteImage, Repository } from '../../core/ecr/ports';
import { layerSizes } from '../../core/ecr/layerSizes';
import type { PushCheck } from '../../core/ecr/pushCheck';
import { checkPush, failureOf, isOwnAccount } from '../../core/ecr/pushCheck';
import type { PushEvent } from '../../core/ecr/pushState';
import type { Image } from '../../core/images/image';
import type { World } from '../../core/ports';
import { isAbort, Problem } from '../../core/problem';

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

/** Where an image comes from and goes to. */
interface Ends {
  readonly docker: World['docker'];
  readonly ecr: Ecr;
}

/** Sign-ins for one push: a push that outlives one goes on with a new one. */
const signIns = 4;

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
  const { digest } = await sendAs({ docker, ecr }, { image, name, report }, signal);
  const arrived = await verify(ecr, push, digest, signal);
  if (canBeHosted(arrived.mediaType)) return pushed(repository, push.tag, arrived, false);
  const { architecture = 'amd64' } = image;
  const rewritten = await rewrite(ecr, { repository, tag: push.tag, arrived, architecture }, signal);
  report({ kind: 'rewritten' });
  return pushed(repository, push.tag, rewritten, false);
}

interface Sending {
  readonly image: Image;
  readonly name: string;
  readonly report: PushTalk['report'];
}

/** A name of ECR on this engine says what ECR has: when the push comes to nothing, so does the name. */
async function sendAs(
  { docker, ecr }: Ends,
  { image, name, report }: Sending,
  signal: AbortSignal,
): Promise<{ readonly digest: string }> {
  const before = await docker.findImage(name, signal);
  report({ kind: 'begun', sizes: await sizesOf(docker, image, signal) });
  await docker.tagImage(image.id, name, signal);
  try {
    return await send({ docker, ecr }, name, report, signal);
  } catch (error) {
    // Also when the user has cancelled, and whatever becomes of it: the first failure is the one to tell.
    const restoring = new AbortController().signal;
    const restore = async (): Promise<void> => {
      if (before) await docker.tagImage(before.id, name, restoring);
      // The last name of an image takes the image with it.
      else if (image.tags.length > 0) await docker.removeImage(name, { force: false }, restoring);
    };
    await restore().catch(() => undefined);
    throw error;
  }
}

async function sizesOf(
  docker: Ends['docker'],
  { id, layers = [] }: Image,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  return layerSizes(layers, await docker.imageLayers(id, signal));
}

async function send(
  { docker, ecr }: Ends,
  name: string,
  report: PushTalk['report'],
  signal: AbortSignal,
): Promise<{ readonly digest: string }> {
  for (let turn = 1; ; turn += 1) {
    const key = await ecr.authorize(signal);
    let isAccepted = false;
    try {
      return await docker.pushImage(
        name,
        key,
        (layer) => {
          isAccepted ||= layer.state === 'there' || layer.state === 'known';
          report({ kind: 'layer', layer });
        },
        signal,
      );
    } catch (error) {
      const isExpired = error instanceof Problem && error.kind === 'push-expired';
      // A second key that is good for nothing did not run out: the right is missing.
      if (!isExpired || turn === signIns || (turn > 1 && !isAccepted)) throw error;
      report({ kind: 'renewed' });
    }
  }
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

interface Arrived {
  readonly repository: Repository;
  readonly tag: string;
  readonly arrived: RemoteImage;
  readonly architecture: string;
}

/** Hosting takes Docker's kind of manifest only. Nothing is uploaded again: the layers are there. */
async function rewrite(
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
