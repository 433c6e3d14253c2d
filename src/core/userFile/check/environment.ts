import * as l10n from '@vscode/l10n';
import type { Places } from '../document';
import type { FileFinding } from '../finding';
import { finding } from './finding';

const awsKeys: ReadonlySet<string> = new Set([
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
]);
const keyId = /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/;

/** What SageMaker takes, which is not the same for jobs and for models, and what to do instead of writing keys down. */
export interface EnvironmentRules {
  readonly prefix: 'RUN' | 'END';
  readonly longest: { readonly name: number; readonly value: number };
  readonly insteadOfKeys: string;
}

/** The ids are 501 to 504, with the prefix of the file. */
export function* checkVariables(
  environment: Readonly<Record<string, string>>,
  { places, path }: { readonly places: Places; readonly path: ReadonlyArray<string | number> },
  { prefix, longest, insteadOfKeys }: EnvironmentRules,
): Iterable<FileFinding> {
  const entries = Object.entries(environment);
  if (entries.length > 100)
    yield finding(
      `${prefix}501`,
      'error',
      places.key(path),
      l10n.t('SageMaker takes at most 100 environment variables; these are {0}.', entries.length),
    );
  for (const [name, value] of entries) {
    if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) || name.length > longest.name)
      yield finding(
        `${prefix}502`,
        'error',
        places.key([...path, name]),
        l10n.t(
          'The name of a variable has letters, digits and underscores, no digit first, {0} at most.',
          longest.name,
        ),
      );
    const range = places.value([...path, name]);
    if (value.length > longest.value)
      yield finding(
        `${prefix}503`,
        'error',
        range,
        l10n.t(
          'An environment variable has at most {0} characters; this one has {1}.',
          longest.value,
          value.length,
        ),
      );
    if (awsKeys.has(name.toUpperCase()) || keyId.test(value))
      yield finding(`${prefix}504`, 'error', range, insteadOfKeys);
  }
}
