import * as l10n from '@vscode/l10n';
import type { Signature } from '../signature';

/** The folders of /opt/ml as a run gives them. */
export const folderSignatures: readonly Signature[] = [
  {
    id: 'missing-channel',
    phases: ['train'],
    exitCodes: [1],
    pattern: /[Nn]o such file or directory:? .?\/opt\/ml\/input\/data\/(?<channel>[\w.-]+)/,
    words: ({ named }) => ({
      title: l10n.t('A file is missing in the channel {0}', named('channel')),
      cause: l10n.t('The program reads a channel, or a file in it, that this run does not have.'),
      fixes: [
        l10n.t('Name {0} under "channels" of the run file.', named('channel')),
        l10n.t('If it is there, compare the names of the files in its folder with what the program reads.'),
      ],
    }),
  },
  {
    id: 'read-only-input',
    phases: ['train'],
    exitCodes: [1],
    pattern: /[Rr]ead-only file system:? .?(?<path>\/opt\/ml\/input\/[^'"]*)/,
    words: ({ named }) => ({
      title: l10n.t('The program writes into its input data'),
      cause: l10n.t('{0} is read-only, so that a run cannot change your data.', named('path')),
      fixes: [l10n.t('Write to /tmp, or to /opt/ml/output/data if you want to keep it.')],
    }),
  },
  {
    id: 'config-denied',
    phases: ['train'],
    exitCodes: [1],
    pattern: /[Pp]ermission denied:? .?\/opt\/ml\/input\/config/,
    words: () => ({
      title: l10n.t('The user of the image may not read its configuration'),
      cause: l10n.t(
        'On SageMaker, only root may read /opt/ml/input/config. This image runs as another user.',
      ),
      fixes: [l10n.t('Take USER out of the Dockerfile, or switch to root before the program starts.')],
    }),
  },
];
