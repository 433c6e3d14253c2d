import * as l10n from '@vscode/l10n';
import type { Signature } from '../signature';

/** Images on their way to and from a registry. A local run meets the last two when it pulls. */
export const registrySignatures: readonly Signature[] = [
  {
    id: 'unsupported-manifest',
    phases: ['deploy'],
    exitCodes: [],
    pattern: /Unsupported manifest media type (?<type>\S+) for image/,
    words: ({ named }) => ({
      title: l10n.t('SageMaker does not take this form of image'),
      cause: l10n.t(
        'The image was pushed as {0}. Endpoints want a single image in the form of Docker; buildx adds an index for its attestations.',
        named('type'),
      ),
      fixes: [
        l10n.t(
          'Build and push again: docker buildx build --platform linux/amd64 --provenance=false --sbom=false --output type=docker.',
        ),
      ],
    }),
  },
  {
    id: 'ecr-pull-permission',
    phases: ['deploy'],
    exitCodes: [],
    pattern:
      /does not grant ecr:\S+.{0,120} permission to sagemaker\.amazonaws\.com|Cannot pull algorithm container\. Either the image does not exist or its permissions are incorrect/,
    words: () => ({
      title: l10n.t('SageMaker may not pull the image'),
      cause: l10n.t(
        'The repository does not allow it, is in another region or account, has no such tag, or the image is larger than the disk.',
      ),
      fixes: [
        l10n.t('Compare region, account and tag of the image with those of the job.'),
        l10n.t('For another account, add a repository policy for the role or for sagemaker.amazonaws.com.'),
      ],
    }),
  },
  {
    id: 'manifest-unknown',
    phases: ['deploy', 'start'],
    exitCodes: [],
    pattern:
      /manifest for (?<image>\S+) not found: manifest unknown|manifest unknown: Requested image not found/,
    words: ({ named }) => ({
      title: l10n.t('The registry does not have {0}', named('image') || l10n.t('this image')),
      cause: l10n.t('There is no such tag. Often a push failed, or the tag is misspelt.'),
      fixes: [l10n.t('Push the image, or name a tag that exists.')],
    }),
  },
  {
    id: 'ecr-push-denied',
    phases: ['push', 'start'],
    exitCodes: [],
    pattern:
      /not authorized to perform: ecr:(?<action>\w+)|denied: Your authorization token has expired|no basic auth credentials|name unknown: The repository with name/,
    words: ({ named }) => ({
      title: l10n.t('ECR refused the request'),
      cause:
        named('action') === ''
          ? l10n.t(
              'You are not logged in to this registry, the login is older than 12 hours, or the repository is missing.',
            )
          : l10n.t('Your role may not do ecr:{0}.', named('action')),
      fixes: [
        l10n.t(
          'Log in to the registry again, and look whether the repository exists in this account and region.',
        ),
        l10n.t('AmazonSageMakerFullAccess only allows repositories with sagemaker in their name.'),
      ],
    }),
  },
];
