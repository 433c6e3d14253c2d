import * as l10n from '@vscode/l10n';
import type { FileFinding } from '../../../userFile/finding';
import type { Look } from './check';
import { finding } from '../../../userFile/check/finding';
import { checkS3 } from '../../../userFile/check/forms';
import { checkMachine } from '../../../userFile/check/machine';

export function* checkLocal(look: Look): Iterable<FileFinding> {
  const { run, places } = look;
  const { local } = run;
  yield* checkMachine(local, places, 'RUN');
  if (local.hosts > 1 && local.network === 'host')
    yield finding(
      'RUN703',
      'error',
      places.value(['local', 'network']),
      l10n.t('Several hosts need a network of their own. Remove "network", or set "hosts" to 1.'),
    );
  if (run.networkIsolation && local.network === 'host')
    yield finding(
      'RUN704',
      'error',
      places.value(['local', 'network']),
      l10n.t('"networkIsolation" and the network of the host exclude each other. Remove one of them.'),
    );
  yield* checkCheckpoints(look);
}

function* checkCheckpoints({ run, places }: Look): Iterable<FileFinding> {
  const { checkpoints } = run;
  if (!checkpoints) return;
  if (!checkpoints.path.startsWith('/'))
    yield finding(
      'RUN801',
      'error',
      places.value(['checkpoints', 'path']),
      l10n.t('The container sees its checkpoints at an absolute path, such as /opt/ml/checkpoints.'),
    );
  if (checkpoints.s3 !== undefined)
    yield* checkS3(checkpoints.s3, {
      places,
      path: ['checkpoints', 's3'],
      id: 'RUN802',
      severity: 'error',
    });
}
