import * as l10n from '@vscode/l10n';
import { formatSize } from '../format';
import type { Image } from '../images/image';
import { canBeHosted } from './manifest';
import { isTagMutable } from './mutability';
import type { RemoteImage, Repository } from './ports';

/** One line of what is looked at before anything moves. */
export interface PushCheck {
  readonly state: 'right' | 'notice' | 'wrong';
  readonly text: string;
}

export interface PushFacts {
  readonly image: Image;
  readonly registry: { readonly account: string; readonly region: string };
  readonly push: { readonly repository: string; readonly tag: string };
  /** Nothing when it is yet to be made. */
  readonly repository: Repository | undefined;
  /** What has the tag now. */
  readonly there: RemoteImage | undefined;
}

/** Serverless endpoints take images up to here. */
const serverlessBytes = 10 * 1024 ** 3;

export function checkPush(facts: PushFacts): readonly PushCheck[] {
  const { image, registry, push } = facts;
  return [
    right(l10n.t('Account {0} in {1}', registry.account, registry.region)),
    facts.repository
      ? right(l10n.t('Repository {0}', push.repository))
      : notice(l10n.t('Repository {0} will be created', push.repository)),
    tagCheck(facts),
    architectureCheck(image),
    image.bytes > serverlessBytes
      ? notice(l10n.t('{0}: too large for a serverless endpoint, which takes 10 GB', formatSize(image.bytes)))
      : right(formatSize(image.bytes)),
  ];
}

function tagCheck({ image, repository, there, push: { tag } }: PushFacts): PushCheck {
  if (repository && !isTagMutable(repository.mutability, tag) && isForTrainingOnly(image))
    return {
      state: 'wrong',
      text: l10n.t(
        'The engine pushes this image as {0}, which SageMaker cannot host, and tags of {1} cannot be moved to a manifest of another kind. Build it with --provenance=false --output type=docker, or choose another repository.',
        image.manifestType ?? '',
        repository.name,
      ),
    };
  if (!there || !repository) return right(l10n.t('Tag {0} is free', tag));
  if (isTagMutable(repository.mutability, tag))
    return notice(l10n.t('Tag {0} moves from {1} to this image', tag, there.digest.slice(7, 19)));
  return {
    state: 'wrong',
    text: l10n.t(
      'Tag {0} has another image ({1}), and tags of {2} cannot be moved. Push another tag.',
      tag,
      there.digest.slice(7, 19),
      repository.name,
    ),
  };
}

/** An engine with containerd's store pushes what it has; the others make a manifest that can be hosted. */
const isForTrainingOnly = ({ manifestType }: Image): boolean =>
  manifestType !== undefined && !canBeHosted(manifestType);

const architectureCheck = ({ architecture }: Image): PushCheck =>
  architecture === undefined || architecture === 'amd64'
    ? right(l10n.t('linux/amd64'))
    : notice(
        l10n.t(
          '{0}: SageMaker trains and serves on linux/amd64, except on Graviton instances. Build with --platform linux/amd64.',
          `linux/${architecture}`,
        ),
      );

const right = (text: string): PushCheck => ({ state: 'right', text });
const notice = (text: string): PushCheck => ({ state: 'notice', text });

const marks: Readonly<Record<PushCheck['state'], string>> = { right: '✔', notice: '!', wrong: '✘' };

export const checkLine = ({ state, text }: PushCheck): string => `${marks[state]} ${text}`;
