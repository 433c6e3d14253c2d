import * as l10n from '@vscode/l10n';
import type { Signature } from '../signature';

export const serveSignatures: readonly Signature[] = [
  {
    id: 'server-arguments',
    phases: ['serve'],
    exitCodes: [2, 1],
    pattern: /(?:^|[\s/])(?<program>[\w.-]+): error: unrecognized arguments: (?<unknown>.+)/,
    words: ({ named }) => ({
      title: l10n.t('{0} does not know these arguments: {1}', named('program'), named('unknown')),
      cause: l10n.t('The version in the image is another one than the one that the start was written for.'),
      fixes: [
        l10n.t('Pin the version in requirements.txt or in the Dockerfile, or leave the arguments out.'),
      ],
    }),
  },
  {
    id: 'read-only-model-dir',
    phases: ['serve'],
    exitCodes: [1],
    pattern: /Read-only file system/,
    words: () => ({
      title: l10n.t('The program writes where it may only read'),
      cause: l10n.t('On an endpoint, /opt/ml/model is read-only.'),
      fixes: [l10n.t('Copy what must change to /tmp first, and write there.')],
    }),
  },
  {
    id: 'gunicorn-socket',
    phases: ['serve'],
    exitCodes: [],
    weight: 'wrapper',
    pattern: /connect\(\) to unix:\S+ failed \(2: No such file or directory\)/,
    words: () => ({
      title: l10n.t('nginx finds no server behind it'),
      cause: l10n.t(
        'nginx was up before gunicorn, which is harmless at the start, or gunicorn crashed while it loaded your code.',
      ),
      fixes: [l10n.t('Look for the first Python traceback above this line.')],
    }),
  },
  {
    id: 'upstream-closed',
    phases: ['serve'],
    exitCodes: [],
    pattern: /upstream prematurely closed connection|\[CRITICAL\] WORKER TIMEOUT/,
    words: () => ({
      title: l10n.t('The server took too long, or its worker died'),
      cause: l10n.t('A prediction has 60 seconds. A worker that needs longer is ended.'),
      fixes: [
        l10n.t('Set SAGEMAKER_MODEL_SERVER_TIMEOUT, and use fewer workers if memory is short.'),
        l10n.t('For long predictions, use an asynchronous endpoint.'),
      ],
    }),
  },
  {
    id: 'payload-too-large',
    phases: ['serve'],
    exitCodes: [],
    pattern: /client intended to send too large body(?:: (?<bytes>\d+) bytes)?|413 Request Entity Too Large/,
    words: () => ({
      title: l10n.t('nginx refused the request: it is too large'),
      cause: l10n.t(
        'client_max_body_size in nginx.conf is smaller than the request; 5m in the sample of AWS.',
      ),
      fixes: [l10n.t('Raise client_max_body_size to what SageMaker lets through.')],
    }),
  },
];
