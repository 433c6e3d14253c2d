import * as l10n from '@vscode/l10n';
import { canBeHosted } from '../../../core/ecr/manifest';
import type { Ecr, RemoteImage } from '../../../core/ecr/ports';
import { parseEcrUri } from '../../../core/prebuilt/ecrUri';
import { Problem } from '../../../core/problem';
import { rewriteManifest } from '../../ecr/rewriteManifest';

/** Whether SageMaker can host an image, as far as one can look. */
export interface ImageCheck {
  readonly image: string;
  readonly state: 'fine' | 'unknown' | 'failed' | 'oci';
  readonly text: string;
}

export interface ImageSources {
  readonly ecr: Ecr;
  /** The account of the endpoint. */
  readonly account: string;
}

export async function checkImages(
  sources: ImageSources,
  images: readonly string[],
  signal: AbortSignal,
): Promise<readonly ImageCheck[]> {
  return Promise.all(images.map(async (image) => ({ image, ...(await checkImage(sources, image, signal)) })));
}

type Verdict = Omit<ImageCheck, 'image'>;

async function checkImage(
  { ecr, account }: ImageSources,
  image: string,
  signal: AbortSignal,
): Promise<Verdict> {
  const uri = parseEcrUri(image);
  if (!uri)
    return {
      state: 'unknown',
      text: l10n.t('It is in no registry of ECR: SageMaker takes it only through your VPC.'),
    };
  if (uri.region.text !== ecr.region)
    return {
      state: 'failed',
      text: l10n.t(
        'It is in {0}, and the endpoint in {1}: push it there first.',
        uri.region.text,
        ecr.region,
      ),
    };
  if (uri.account !== account)
    return {
      state: 'unknown',
      text: l10n.t('It belongs to the account {0}: nobody here can look.', uri.account),
    };
  const repository = uri.repository.text;
  try {
    const found = await ecr.findImage(repository, uri.digest ?? uri.tag?.text ?? 'latest', signal);
    return found ? verdictOf(found) : { state: 'failed', text: l10n.t('It is not in ECR.') };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.kind === 'data-missing') return { state: 'failed', text: error.message };
    if (error.kind === 'aws-denied') return { state: 'unknown', text: error.message };
    throw error;
  }
}

const verdictOf = ({ mediaType }: RemoteImage): Verdict =>
  canBeHosted(mediaType)
    ? { state: 'fine', text: l10n.t('SageMaker can host its kind of manifest.') }
    : {
        state: 'oci',
        text: l10n.t('Its manifest is of the kind {0}, which SageMaker does not host.', mediaType ?? '?'),
      };

/** Writes the manifest again as one that can be hosted. Gives the address with the digest of that. */
export async function repackImage(
  { ecr }: ImageSources,
  image: string,
  signal: AbortSignal,
): Promise<string> {
  const uri = parseEcrUri(image);
  const repository = uri && (await ecr.findRepository(uri.repository.text, signal));
  const arrived =
    repository && (await ecr.findImage(repository.name, uri.digest ?? uri.tag?.text ?? 'latest', signal));
  if (!arrived) throw new Problem('data-missing', l10n.t('{0} is not in ECR any more.', image));
  // ECR writes a manifest under a tag; one that no tag names gets a new one.
  const tag = uri.tag?.text ?? arrived.tags[0] ?? `hosted-${arrived.digest.slice(7, 19)}`;
  const wanted = { repository, tag, arrived, architecture: 'amd64' };
  const { digest } = await rewriteManifest(ecr, wanted, signal);
  return `${repository.uri}@${digest}`;
}
