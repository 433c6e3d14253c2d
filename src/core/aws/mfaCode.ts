import * as l10n from '@vscode/l10n';
import { Problem } from '../problem';

/** What is wrong with a code of a device for multi-factor authentication, in a sentence. */
export const checkMfaCode = (code: string): string | undefined =>
  /^\d{6}$/.test(code.trim()) ? undefined : l10n.t('A code has six digits.');

export const withoutMfaCode = (serial: string): Problem =>
  new Problem(
    'aws-credentials',
    l10n.t('The AWS profile wants the code of {0}, and none was given.', serial),
  );
