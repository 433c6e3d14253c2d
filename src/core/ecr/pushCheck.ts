import * as l10n from '@vscode/l10n';
import { formatSize } from '../format';
import type { Image } from '../images/image';
import { canBeHosted } from './manifest';
import { isTagMutable } from './mutability';
import type { Identity, RemoteImage, Repository } from './ports';

/** One line of what is looked at before anything moves. */
export interface PushCheck {
  readonly about: 'account' | 'repository' | 'tag' | 'architecture' | 'manifest' | 'size' | 'disk';
  readonly state: 'passed' | 'warned' | 'failed';
  readonly text: string;
  /** What to do about it, as a sentence. */
  readonly remedy?: string;
}

export interface PushFacts {
  readonly image: Image;
  readonly region: string;
  readonly identity: Identity;
  /** `account` is the one that the user means, when a name said it. */
  readonly push: { readonly repository: string; readonly tag: string; readonly account?: string };
  /** Nothing when it is yet to be made. */
  readonly repository: Repository | undefined;
  /** What has the tag now. */
  readonly there: RemoteImage | undefined;
  /** On the disk of the engine; nothing when nobody knows. */
  readonly freeBytes: number | undefined;
}

/** Serverless endpoints take images up to here. */
const serverlessBytes = 10 * 1024 ** 3;
/** An engine streams what it pushes, and writes only notes; a disk that is as full as this stops also those. */
const littleSpace = 100_000_000;

/** Who is signed in to another account than the one that is meant has nothing to ask there. */
export const isOwnAccount = ({ push, identity }: Pick<PushFacts, 'push' | 'identity'>): boolean =>
  push.account === undefined || push.account === identity.account;

export const checkPush = (facts: PushFacts): readonly PushCheck[] => [
  accountCheck(facts),
  ...(isOwnAccount(facts) ? [repositoryCheck(facts), tagCheck(facts)] : []),
  architectureCheck(facts.image),
  manifestCheck(facts),
  sizeCheck(facts.image),
  ...(facts.freeBytes === undefined ? [] : [diskCheck(facts.freeBytes)]),
];

function accountCheck(facts: PushFacts): PushCheck {
  const { identity, push, region } = facts;
  if (!isOwnAccount(facts))
    return {
      about: 'account',
      state: 'failed',
      text: l10n.t(
        'The image is named for the account {0}, and you are signed in to {1}.',
        push.account ?? '',
        identity.account,
      ),
      remedy: l10n.t('Use another profile, or give the image another name.'),
    };
  const who = /:((?:user|role|assumed-role|federated-user)\/.+|root)$/.exec(identity.arn)?.[1];
  return passed(
    'account',
    who === undefined
      ? l10n.t('Account {0} in {1}', identity.account, region)
      : l10n.t('Account {0} in {1}, as {2}', identity.account, region, who),
  );
}

const repositoryCheck = ({ repository, push }: PushFacts): PushCheck =>
  repository
    ? passed('repository', l10n.t('Repository {0}', push.repository))
    : {
        about: 'repository',
        state: 'warned',
        text: l10n.t('Repository {0} will be created', push.repository),
      };

function tagCheck({ repository, there, push: { tag } }: PushFacts): PushCheck {
  if (!there || !repository) return passed('tag', l10n.t('Tag {0} is free', tag));
  const holder = there.digest.slice(7, 19);
  if (isTagMutable(repository.mutability, tag))
    return {
      about: 'tag',
      state: 'warned',
      text: l10n.t('Tag {0} moves from {1} to this image', tag, holder),
      remedy: l10n.t('Who pulls the tag gets this image from then on; what is pinned by its digest stays.'),
    };
  return {
    about: 'tag',
    state: 'failed',
    text: l10n.t(
      'Tag {0} has another image ({1}), and tags of {2} cannot be moved.',
      tag,
      holder,
      repository.name,
    ),
    remedy: l10n.t('Push another tag.'),
  };
}

const architectureCheck = ({ architecture = 'amd64' }: Image): PushCheck =>
  architecture === 'amd64'
    ? passed('architecture', l10n.t('linux/amd64'))
    : {
        about: 'architecture',
        state: 'warned',
        text: l10n.t(
          '{0}: SageMaker trains and serves on linux/amd64, except on Graviton instances.',
          `linux/${architecture}`,
        ),
        remedy: l10n.t('Build with --platform linux/amd64.'),
      };

/** An engine with containerd's store pushes what it has; the others make a manifest that can be hosted. */
function manifestCheck({ image: { manifestType }, repository, push: { tag } }: PushFacts): PushCheck {
  if (manifestType === undefined || canBeHosted(manifestType))
    return passed('manifest', l10n.t('Manifest of Docker’s kind, as SageMaker hosts it'));
  const mayMove = !repository || isTagMutable(repository.mutability, tag);
  if (mayMove)
    return {
      about: 'manifest',
      state: 'warned',
      text: l10n.t('The engine pushes this image as {0}, which SageMaker cannot host', manifestType),
      remedy: l10n.t(
        'Nothing to do: once it is there, Longshore gives the tag a manifest of Docker’s kind for the same layers.',
      ),
    };
  return {
    about: 'manifest',
    state: 'failed',
    text: l10n.t(
      'The engine pushes this image as {0}, which SageMaker cannot host, and tags of {1} cannot be moved to a manifest of another kind.',
      manifestType,
      repository.name,
    ),
    remedy: l10n.t('Build it with --provenance=false --output type=docker, or choose another repository.'),
  };
}

const sizeCheck = ({ bytes }: Image): PushCheck =>
  bytes > serverlessBytes
    ? {
        about: 'size',
        state: 'warned',
        text: l10n.t('{0}: too large for a serverless endpoint, which takes 10 GB', formatSize(bytes)),
        remedy: l10n.t('Use instances, or leave out of the image what only the build needs.'),
      }
    : passed('size', l10n.t('{0}, unpacked', formatSize(bytes)));

const diskCheck = (freeBytes: number): PushCheck =>
  freeBytes < littleSpace
    ? {
        about: 'disk',
        state: 'warned',
        text: l10n.t('The disk of the engine has only {0} left', formatSize(freeBytes)),
        remedy: l10n.t('Remove what is not needed, for example untagged images.'),
      }
    : passed('disk', l10n.t('{0} left on the disk of the engine', formatSize(freeBytes)));

const passed = (about: PushCheck['about'], text: string): PushCheck => ({ about, state: 'passed', text });

const marks: Readonly<Record<PushCheck['state'], string>> = { passed: '✔', warned: '!', failed: '✘' };

/** A line, and below it what to do. */
export const checkLines = ({ state, text, remedy }: PushCheck): readonly string[] => [
  `${marks[state]} ${text}`,
  ...(remedy === undefined ? [] : [`   → ${remedy}`]),
];

/** What stands in the way, with the way out. */
export const failureOf = (checks: readonly PushCheck[]): string | undefined => {
  const failed = checks.find(({ state }) => state === 'failed');
  return failed && [failed.text, failed.remedy].filter(Boolean).join(' ');
};

/** What somebody has to agree to: it is asked again when there is more of it. */
export const warningsIn = (checks: readonly PushCheck[]): readonly string[] =>
  checks.flatMap(({ state, text }) => (state === 'passed' ? [] : [text]));
