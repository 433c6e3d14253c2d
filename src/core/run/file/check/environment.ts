import * as l10n from '@vscode/l10n';
import type { RunFinding } from '../finding';
import type { Look } from './check';
import { finding } from './check';

const awsKeys: ReadonlySet<string> = new Set([
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
]);
const keyId = /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/;

export function* checkEnvironment({ run, places }: Look): Iterable<RunFinding> {
  const entries = Object.entries(run.environment);
  if (entries.length > 100)
    yield finding(
      'RUN501',
      'error',
      places.key(['environment']),
      l10n.t('SageMaker takes at most 100 environment variables; these are {0}.', entries.length),
    );
  for (const [name, value] of entries) {
    const path = ['environment', name];
    if (!/^[a-zA-Z_][a-zA-Z0-9_]{0,511}$/.test(name))
      yield finding(
        'RUN502',
        'error',
        places.key(path),
        l10n.t('The name of a variable has letters, digits and underscores, no digit first, 512 at most.'),
      );
    if (value.length > 512)
      yield finding(
        'RUN503',
        'error',
        places.value(path),
        l10n.t('An environment variable has at most 512 characters; this one has {0}.', value.length),
      );
    if (awsKeys.has(name.toUpperCase()) || keyId.test(value))
      yield finding(
        'RUN504',
        'error',
        places.value(path),
        l10n.t(
          'Keys do not belong in a file: everybody who sees the job can read them. Remove this and set "local": { "awsCredentials": true }; on SageMaker the role of the job gives access.',
        ),
      );
  }
}
