import * as l10n from '@vscode/l10n';
import { finding } from '../../../userFile/check/finding';
import type { FileFinding } from '../../../userFile/finding';
import type { Look } from './look';

const longest = 63;
export const isName = (name: string): boolean =>
  name.length <= longest && /^[a-zA-Z0-9](?:-*[a-zA-Z0-9])*$/.test(name);

export function* checkNaming({ endpoint, places, variants }: Look): Iterable<FileFinding> {
  const { name = '' } = endpoint;
  if (name.length > longest)
    yield finding(
      'END203',
      'error',
      places.value(['name']),
      l10n.t('The name of an endpoint has at most 63 characters; this one has {0}.', name.length),
    );
  else if (places.written(['name']).startsWith('"') && !isName(name))
    yield finding(
      'END204',
      'error',
      places.value(['name']),
      l10n.t(
        'The name of an endpoint has letters, digits and hyphens, and begins and ends without a hyphen.',
      ),
    );
  yield* checkCount({ endpoint, places });
  const seen = new Set<string>();
  for (const { variant, path } of variants) {
    const place = [...path, 'name'];
    if (!places.written(place).startsWith('"')) continue;
    if (!isName(variant.name))
      yield finding(
        'END205',
        'error',
        places.value(place),
        l10n.t('The name of a variant has letters, digits and hyphens, none at its ends, and 63 at most.'),
      );
    if (seen.has(variant.name))
      yield finding(
        'END206',
        'error',
        places.value(place),
        l10n.t('There are two variants {0}. Requests and metrics could not tell them apart.', variant.name),
      );
    seen.add(variant.name);
  }
}

function* checkCount({ endpoint, places }: Pick<Look, 'endpoint' | 'places'>): Iterable<FileFinding> {
  const count = endpoint.variants.length;
  if (count === 0 && places.written(['variants']).startsWith('['))
    yield finding(
      'END201',
      'error',
      places.value(['variants']),
      l10n.t('An endpoint needs at least one variant: { "name": "main", "image": "…" }.'),
    );
  if (count > 10)
    yield finding(
      'END202',
      'error',
      places.key(['variants']),
      l10n.t('SageMaker takes at most 10 variants; these are {0}.', count),
    );
}
