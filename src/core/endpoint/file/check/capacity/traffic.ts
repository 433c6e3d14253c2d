import * as l10n from '@vscode/l10n';
import { finding } from '../../../../userFile/check/finding';
import type { FileFinding } from '../../../../userFile/finding';
import type { Look } from '../look';

export function* checkTraffic({ endpoint, places, variants }: Look): Iterable<FileFinding> {
  for (const { variant, path } of variants)
    // SageMaker keeps weights in 32 bits.
    if (!Number.isFinite(Math.fround(variant.weight)))
      yield finding(
        'END601',
        'error',
        places.value([...path, 'weight']),
        l10n.t('SageMaker cannot hold so large a weight. Only the proportion counts: 9 and 1 say it too.'),
      );
  const { length } = endpoint.variants;
  if (length > 0 && endpoint.variants.every(({ weight }) => Math.fround(weight) === 0))
    yield finding(
      'END602',
      'error',
      places.value(['variants', length - 1, 'weight']),
      l10n.t('All weights are 0, so nobody would answer. Give at least one variant a weight.'),
    );
}
