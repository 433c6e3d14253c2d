import * as l10n from '@vscode/l10n';
import type { Signature } from '../signature';

/** The local mode of the Python SDK: people bring its messages along. */
export const localModeSignatures: readonly Signature[] = [
  {
    id: 'compose-not-found',
    phases: ['local-mode'],
    exitCodes: [],
    pattern: /Docker Compose is not installed\. Local Mode features will not work/,
    words: () => ({
      title: l10n.t('The Python SDK does not find Docker Compose'),
      cause: l10n.t('Version 2 of the SDK looks for Compose v2 and takes newer ones for missing.'),
      fixes: [
        l10n.t('Train with a run file, which needs no Compose, or use version 3.21 of the SDK or later.'),
      ],
    }),
  },
  {
    id: 'giving-up-serve',
    phases: ['local-mode'],
    exitCodes: [],
    weight: 'wrapper',
    pattern: /Giving up, endpoint didn't launch correctly/,
    words: () => ({
      title: l10n.t('The Python SDK gave up on the endpoint'),
      cause: l10n.t('It asks /ping 23 times, every 5 seconds. This cannot be changed.'),
      fixes: [l10n.t('Read the log of the container for what it did in this time.')],
    }),
  },
  {
    id: 'restricted-path',
    phases: ['local-mode'],
    exitCodes: [],
    pattern: /Local Mode does not support mounting from restricted system paths(?:\. Got: (?<path>.+))?/,
    words: ({ named }) => ({
      title: l10n.t('The Python SDK does not mount {0}', named('path') || l10n.t('this folder')),
      cause: l10n.t(
        'It refuses data below /root, /etc, /var/lib and the folders of credentials in your home.',
      ),
      fixes: [l10n.t('Move the data elsewhere, or train with a run file.')],
    }),
  },
];
