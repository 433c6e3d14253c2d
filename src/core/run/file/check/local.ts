import * as l10n from '@vscode/l10n';
import type { RunFinding } from '../finding';
import type { Look } from './check';
import { finding, isS3 } from './check';

/** As Docker reads sizes: a number and b, k, m, g or t. */
const size = /^\d+(?:\.\d+)?\s?[bkmgt]?i?b?$/i;

export function* checkLocal(look: Look): Iterable<RunFinding> {
  const { run, places } = look;
  const { local } = run;
  for (const [key, id] of [
    ['shmSize', 'RUN701'],
    ['memory', 'RUN702'],
  ] as const) {
    const value = local[key];
    if (value !== undefined && (!size.test(value) || Number.parseFloat(value) === 0))
      yield finding(
        id,
        'error',
        places.value(['local', key]),
        l10n.t('{0} is no size. Write a number with its unit, such as 512m or 8g.', value),
      );
  }
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
  if (local.platform !== undefined && !/^linux\/[a-z0-9]+(?:\/v\d+)?$/.test(local.platform))
    yield finding(
      'RUN705',
      'error',
      places.value(['local', 'platform']),
      l10n.t('{0} is no platform for containers. Write linux/amd64 or linux/arm64.', local.platform),
    );
  yield* checkGpus(look);
  yield* checkCheckpoints(look);
}

function* checkGpus({ run, places }: Look): Iterable<RunFinding> {
  const { gpus } = run.local;
  if (typeof gpus === 'string') return;
  if (gpus.length === 0)
    yield finding(
      'RUN706',
      'warning',
      places.value(['local', 'gpus']),
      l10n.t('The list names no GPU. Write "none" if that is meant.'),
    );
  for (const [index, gpu] of gpus.entries())
    if (!/^(?:\d+|(?:GPU|MIG)-[0-9a-f-]+(?:\/\d+\/\d+)?)$/i.test(gpu))
      yield finding(
        'RUN706',
        'error',
        places.value(['local', 'gpus', index]),
        l10n.t('{0} names no GPU. Write its index or its UUID, as nvidia-smi -L lists them.', gpu),
      );
}

function* checkCheckpoints({ run, places }: Look): Iterable<RunFinding> {
  const { checkpoints } = run;
  if (!checkpoints) return;
  if (!checkpoints.path.startsWith('/'))
    yield finding(
      'RUN801',
      'error',
      places.value(['checkpoints', 'path']),
      l10n.t('The container sees its checkpoints at an absolute path, such as /opt/ml/checkpoints.'),
    );
  if (checkpoints.s3 !== undefined && !isS3(checkpoints.s3))
    yield finding(
      'RUN802',
      'error',
      places.value(['checkpoints', 's3']),
      l10n.t('{0} is no address in S3. Write s3://bucket/prefix.', checkpoints.s3),
    );
}
