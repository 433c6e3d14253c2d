import * as l10n from '@vscode/l10n';
import { checkVariables } from '../../../userFile/check/environment';
import type { FileFinding } from '../../../userFile/finding';
import type { Look } from './check';

export const checkEnvironment = ({ run, places }: Look): Iterable<FileFinding> =>
  checkVariables(
    run.environment,
    { places, path: ['environment'] },
    {
      prefix: 'RUN',
      longest: { name: 512, value: 512 },
      insteadOfKeys: l10n.t(
        'Keys do not belong in a file: everybody who sees the job can read them. Remove this and set "local": { "awsCredentials": true }; on SageMaker the role of the job gives access.',
      ),
    },
  );
