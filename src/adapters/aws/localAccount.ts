// The runtime of an endpoint on this machine: it wants keys, and looks at none.
import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import { networkCodes } from '../networkCodes';
import { field } from '../field';
import type { RegionalAccount } from './clients';
import { awsProblem, type Explain } from './problems';

export const localAccount = (url: string): RegionalAccount => ({
  profile: '',
  region: 'us-east-1',
  endpoint: () => url,
  credentials: async () => ({ accessKeyId: 'local', secretAccessKey: 'local' }),
});

/** What stands in the way here is never AWS. */
export const localProblem: Explain = (error, asked) => {
  if (networkCodes.some((code) => code === field(error, 'code')))
    return new Problem(
      'run-gone',
      l10n.t('The endpoint {0} does not answer on this machine any more. Serve it again.', asked.of),
      error,
    );
  return awsProblem(error, asked);
};
