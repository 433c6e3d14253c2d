import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import type { ProblemKind } from '../../core/problem';

interface Asked {
  readonly action: string;
  readonly of: string;
}

type Say = (asked: Asked, words: string) => readonly [ProblemKind, string];

/** What ECR and STS refuse, by name: the status of all of them is 400. Nothing for a name that is not known here. */
export function refusalByName(error: Error, asked: Asked): Problem | undefined {
  const say = bySts[error.name] ?? (asked.action.startsWith('ecr:') ? ofEcr(error.name) : undefined);
  if (!say) return undefined;
  const [kind, message] = say(asked, error.message);
  return new Problem(kind, message, error);
}

const layers: Say = ({ of }) => [
  'aws-failed',
  l10n.t('ECR did not take a layer of {0}. Push the image again: what has arrived stays there.', of),
];

const parameters: Say = ({ of }, words) => [
  'aws-refused',
  l10n.t('AWS does not accept this for {0}. Change it and try again. AWS said: {1}', of, words),
];

const upstream: Say = ({ of }, words) => [
  'aws-failed',
  l10n.t(
    'ECR could not get {0} from the registry that it mirrors. Check the pull-through cache rule and its secret. AWS said: {1}',
    of,
    words,
  ),
];

const webIdentity: Say = (_, words) => [
  'aws-credentials',
  l10n.t('AWS does not accept the web identity token of your profile. Get a new one. AWS said: {0}', words),
];

const session: Say = (_, words) => [
  'aws-refused',
  l10n.t('AWS gives out no session as your profile asks for it. Change the profile. AWS said: {0}', words),
];

const byEcr: Readonly<Record<string, Say>> = {
  RepositoryNotFoundException: ({ of }) => [
    'data-missing',
    l10n.t('ECR has no repository for {0}: somebody may have removed it. Create it, or choose another.', of),
  ],
  RepositoryAlreadyExistsException: ({ of }) => [
    'bad-name',
    l10n.t('There is a repository {0} already. Choose another name.', of),
  ],
  RepositoryNotEmptyException: ({ of }) => [
    'aws-refused',
    l10n.t('The repository {0} still has images. Remove them first.', of),
  ],
  ImageNotFoundException: ({ of }) => [
    'data-missing',
    l10n.t('This image is not in {0} any more. Refresh the view and choose again.', of),
  ],
  ImageTagAlreadyExistsException: ({ of }) => [
    'push-refused',
    l10n.t('The tag of {0} is taken, and tags of this repository cannot be moved. Push another tag.', of),
  ],
  ImageAlreadyExistsException: ({ of }) => [
    'aws-refused',
    l10n.t('ECR has this image as {0} already: there is nothing to do.', of),
  ],
  ImageDigestDoesNotMatchException: ({ of }) => [
    'aws-failed',
    l10n.t('What arrived in ECR as {0} is not what was sent. Try again.', of),
  ],
  ImageArchivedException: ({ of }) => [
    'aws-refused',
    l10n.t('This image of {0} is archived. Restore it in the console of ECR first.', of),
  ],
  ReferencedImagesNotFoundException: ({ of }) => [
    'aws-failed',
    l10n.t('Not all images of the list {0} are there. Push it again.', of),
  ],
  LayersNotFoundException: layers,
  LayerInaccessibleException: layers,
  InvalidLayerException: layers,
  InvalidLayerPartException: layers,
  LayerPartTooSmallException: layers,
  EmptyUploadException: layers,
  UploadNotFoundException: layers,
  LimitExceededException: ({ action, of }, words) => [
    'aws-refused',
    action === 'ecr:StartImageScan'
      ? l10n.t('ECR scans an image of {0} once a day. Look at what was found, or try again tomorrow.', of)
      : l10n.t(
          'ECR has reached a limit with {0}. Remove what is not needed, or ask AWS for a higher quota. AWS said: {1}',
          of,
          words,
        ),
  ],
  KmsException: ({ of }, words) => [
    'aws-refused',
    l10n.t(
      'ECR may not use the encryption key of {0}. Check the key and its policy. AWS said: {1}',
      of,
      words,
    ),
  ],
  InvalidParameterException: parameters,
  InvalidTagParameterException: parameters,
  TooManyTagsException: parameters,
  ValidationException: parameters,
  ServerException: () => ['aws-failed', l10n.t('ECR has trouble of its own. Try again in a moment.')],
  BlockedByOrganizationPolicyException: ({ action, of }) => [
    'aws-denied',
    l10n.t('Your organization does not allow {0} on {1}. Ask whoever manages its policies.', action, of),
  ],
  ScanNotFoundException: ({ of }) => [
    'data-missing',
    l10n.t('This image of {0} was not scanned yet. Start a scan first.', of),
  ],
  UnsupportedImageTypeException: ({ of }) => [
    'aws-refused',
    l10n.t(
      'ECR cannot scan this image of {0}: it does not know what it is made of. Choose another image.',
      of,
    ),
  ],
  LifecyclePolicyNotFoundException: ({ of }) => [
    'data-missing',
    l10n.t('There is no lifecycle policy for {0}. Write one first.', of),
  ],
  RepositoryPolicyNotFoundException: ({ of }) => [
    'data-missing',
    l10n.t('There is no repository policy for {0}. Write one first.', of),
  ],
  UnableToGetUpstreamImageException: upstream,
  UnableToGetUpstreamLayerException: upstream,
  UnableToListUpstreamImageReferrersException: upstream,
  UnableToAccessSecretException: upstream,
  UnableToDecryptSecretValueException: upstream,
  UnsupportedUpstreamRegistryException: upstream,
  SecretNotFoundException: upstream,
};

/** Met with any service, as keys come from STS. */
const bySts: Readonly<Record<string, Say>> = {
  RegionDisabledException: (_, words) => [
    'aws-refused',
    l10n.t(
      'AWS gives out no sessions in this region for your account. Activate the region in the console of IAM, or use another. AWS said: {0}',
      words,
    ),
  ],
  InvalidIdentityTokenException: webIdentity,
  IDPRejectedClaimException: webIdentity,
  ExpiredTradeInTokenException: webIdentity,
  PackedPolicyTooLargeException: session,
  MalformedPolicyDocumentException: session,
  SessionDurationEscalationException: session,
  JWTPayloadSizeExceededException: session,
  OutboundWebIdentityFederationDisabledException: session,
  InvalidAuthorizationMessageException: session,
  IDPCommunicationErrorException: () => [
    'aws-failed',
    l10n.t('AWS could not ask the provider of your identity. Try again in a moment.'),
  ],
};

const ofEcr = (name: string): Say | undefined =>
  byEcr[name] ?? byEnding.find(([ending]) => name.endsWith(ending))?.[1];

/** Rarer ones of ECR, which no action of ours should meet. */
const byEnding: ReadonlyArray<readonly [string, Say]> = [
  [
    'NotSupportedException',
    ({ of }, words) => [
      'aws-refused',
      l10n.t('AWS cannot do this with {0}. Choose something else. AWS said: {1}', of, words),
    ],
  ],
  [
    'InvalidStatusException',
    ({ of }, words) => [
      'aws-refused',
      l10n.t('AWS cannot do this with {0} as it is now. Refresh the view. AWS said: {1}', of, words),
    ],
  ],
  [
    'InProgressException',
    ({ of }, words) => [
      'aws-failed',
      l10n.t('AWS is still busy with {0}. Try again in a moment. AWS said: {1}', of, words),
    ],
  ],
  [
    'AlreadyExistsException',
    ({ of }, words) => [
      'aws-refused',
      l10n.t('AWS has this for {0} already. Refresh the view. AWS said: {1}', of, words),
    ],
  ],
  [
    'NotFoundException',
    ({ of }, words) => [
      'data-missing',
      l10n.t('AWS does not have this of {0} any more. Refresh the view. AWS said: {1}', of, words),
    ],
  ],
];
