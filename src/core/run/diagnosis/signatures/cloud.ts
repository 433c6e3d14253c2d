import * as l10n from '@vscode/l10n';
import type { Signature } from '../signature';

/** What AWS says of jobs and endpoints. */
export const cloudSignatures: readonly Signature[] = [
  {
    id: 'ping-failed-platform',
    phases: ['deploy'],
    exitCodes: [],
    pattern: /container for production variant (?<variant>\S+) did not pass the ping health check/,
    words: ({ named }) => ({
      title: l10n.t('{0} did not answer /ping in time', named('variant')),
      cause: l10n.t(
        'SageMaker asks GET /ping on port 8080 and wants a 200 within 2 seconds, at the latest 8 minutes after the start.',
      ),
      fixes: [
        l10n.t('Run the image locally and ask it for /ping.'),
        l10n.t('Listen on 0.0.0.0, not on 127.0.0.1, and answer whatever the Host header is.'),
        l10n.t('Answer /ping while the model loads, or raise ContainerStartupHealthCheckTimeoutInSeconds.'),
      ],
    }),
  },
  {
    id: 'serverless-image-size',
    phases: ['deploy'],
    exitCodes: [],
    pattern: /Image size (?<bytes>\d+) is greater than supported size 10737418240/,
    words: () => ({
      title: l10n.t('The image is too large for a serverless endpoint'),
      cause: l10n.t('Serverless endpoints take images of up to 10 GB.'),
      fixes: [l10n.t('Use a smaller image, for example without CUDA, or an endpoint on an instance.')],
    }),
  },
  {
    id: 'capacity',
    phases: ['deploy'],
    exitCodes: [],
    pattern: /CapacityError: Unable to provision requested ML compute capacity|InsufficientInstanceCapacity/,
    words: () => ({
      title: l10n.t('AWS has no free instance of this type now'),
      cause: l10n.t('The region or zone is short of it. Your account and your code are fine.'),
      fixes: [l10n.t('Try again later, or choose another instance type or zone.')],
    }),
  },
  {
    id: 'quota',
    phases: ['deploy'],
    exitCodes: [],
    pattern: /ResourceLimitExceeded.{0,200}account-level service limit(?: '(?<limit>[^']+)')?/,
    words: ({ named }) => ({
      title: l10n.t('Your account may not use more of this instance type'),
      cause: l10n.t('The quota is used up, or zero: {0}.', named('limit')),
      fixes: [l10n.t('Ask for a higher quota in Service Quotas, or choose another instance type.')],
    }),
  },
  {
    id: 'algorithm-error-exit',
    phases: ['train-aws'],
    exitCodes: [],
    weight: 'wrapper',
    pattern: /AlgorithmError: (?:,? ?[Ee]xit [Cc]ode: (?<code>\d+)|framework error|ExecuteUserScriptError)/,
    words: ({ named }) => ({
      title: l10n.t('The container failed'),
      cause:
        named('code') === ''
          ? l10n.t('What follows AlgorithmError is what the container wrote to /opt/ml/output/failure.')
          : l10n.t(
              'It ended with exit code {0}, and wrote no reason to /opt/ml/output/failure.',
              named('code'),
            ),
      fixes: [
        l10n.t(
          'Read the log of the job. Write the reason to /opt/ml/output/failure: 1,024 characters are shown.',
        ),
      ],
    }),
  },
];
