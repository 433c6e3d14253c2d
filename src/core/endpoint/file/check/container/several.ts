import * as l10n from '@vscode/l10n';
import { finding } from '../../../../userFile/check/finding';
import type { FileFinding } from '../../../../userFile/finding';
import type { Invocation, Member, PlacedVariant } from '../../endpointFile';
import type { Look } from '../look';
import { isName } from '../naming';

const own = ['image', 'build', 'ecrImage', 'model', 'environment', 'multiModel'] as const;

/** Pipelines, and containers that are called each by its name. */
export function* checkSeveral(look: Look): Iterable<FileFinding> {
  for (const placed of look.variants) {
    const { serving } = placed.variant;
    if (serving.kind === 'several') {
      yield* checkGroup(look, placed, serving.containers);
      yield* checkNames(look, placed, serving);
    } else if (look.places.has([...placed.path, 'invocation']))
      yield finding(
        'END403',
        'warning',
        look.places.key([...placed.path, 'invocation']),
        l10n.t('Only several "containers" are called one way or another. Remove this.'),
      );
  }
}

function* checkGroup(
  { places }: Look,
  { path }: PlacedVariant,
  containers: readonly Member[],
): Iterable<FileFinding> {
  const count = containers.length;
  if (count < 2 || count > 15)
    yield finding(
      'END401',
      'error',
      places.key([...path, 'containers']),
      l10n.t('SageMaker takes 2 to 15 containers here; these are {0}.', count),
    );
  for (const key of own)
    if (places.has([...path, key]))
      yield finding(
        'END402',
        'error',
        places.key([...path, key]),
        l10n.t('With "containers", {0} belongs to each of them. Move it there.', key),
      );
}

function* checkNames(
  { places }: Look,
  { path }: PlacedVariant,
  { containers, invocation }: { readonly containers: readonly Member[]; readonly invocation: Invocation },
): Iterable<FileFinding> {
  const anyNamed = containers.some(({ name }) => name !== undefined);
  const seen = new Set<string>();
  for (const [index, { name }] of containers.entries()) {
    const place = [...path, 'containers', index];
    const value = places.value([...place, 'name']);
    if (name === undefined) {
      if (!places.written(place).startsWith('{') || places.has([...place, 'name'])) continue;
      const range = { ...places.value(place), end: places.value(place).start + 1 };
      if (invocation === 'Direct')
        yield finding(
          'END404',
          'error',
          range,
          l10n.t('A container that is called directly needs a "name", which requests give.'),
        );
      else if (anyNamed)
        yield finding(
          'END405',
          'error',
          range,
          l10n.t('SageMaker wants names for all containers, or for none. Add "name" here.'),
        );
      continue;
    }
    if (!isName(name))
      yield finding(
        'END406',
        'error',
        value,
        l10n.t('The name of a container has letters, digits and hyphens, none at its ends, and 63 at most.'),
      );
    if (seen.has(name))
      yield finding('END407', 'error', value, l10n.t('There are two containers {0}.', name));
    seen.add(name);
  }
}
