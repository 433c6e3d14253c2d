import * as l10n from '@vscode/l10n';
import type { Places } from '../document';
import type { FileFinding } from '../finding';
import type { GpuChoice } from '../parts';
import { finding } from './finding';

/** What a file asks of this machine, under `local`. */
interface MachinePart {
  readonly gpus: GpuChoice;
  readonly shmSize?: string;
  readonly memory?: string;
  readonly platform?: string;
}

/** As Docker reads sizes: a number and b, k, m, g or t. */
const size = /^\d+(?:\.\d+)?\s?[bkmgt]?i?b?$/i;

/** The ids are those of a file's findings about this machine, 701 to 706, with its prefix. */
export function* checkMachine(
  local: MachinePart,
  places: Places,
  prefix: 'RUN' | 'END',
): Iterable<FileFinding> {
  for (const [key, id] of [
    ['shmSize', '701'],
    ['memory', '702'],
  ] as const) {
    const value = local[key];
    if (value !== undefined && (!size.test(value) || Number.parseFloat(value) === 0))
      yield finding(
        `${prefix}${id}`,
        'error',
        places.value(['local', key]),
        l10n.t('{0} is no size. Write a number with its unit, such as 512m or 8g.', value),
      );
  }
  if (local.platform !== undefined && !/^linux\/[a-z0-9]+(?:\/v\d+)?$/.test(local.platform))
    yield finding(
      `${prefix}705`,
      'error',
      places.value(['local', 'platform']),
      l10n.t('{0} is no platform for containers. Write linux/amd64 or linux/arm64.', local.platform),
    );
  yield* checkGpus(local.gpus, places, `${prefix}706`);
}

function* checkGpus(gpus: GpuChoice, places: Places, id: string): Iterable<FileFinding> {
  if (typeof gpus === 'string') return;
  if (gpus.length === 0)
    yield finding(
      id,
      'warning',
      places.value(['local', 'gpus']),
      l10n.t('The list names no GPU. Write "none" if that is meant.'),
    );
  for (const [index, gpu] of gpus.entries())
    if (!/^(?:\d+|(?:GPU|MIG)-[0-9a-f-]+(?:\/\d+\/\d+)?)$/i.test(gpu))
      yield finding(
        id,
        'error',
        places.value(['local', 'gpus', index]),
        l10n.t('{0} names no GPU. Write its index or its UUID, as nvidia-smi -L lists them.', gpu),
      );
}
