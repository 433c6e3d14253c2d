import * as l10n from '@vscode/l10n';
import { finding } from '../../../../userFile/check/finding';
import { checkS3 } from '../../../../userFile/check/forms';
import type { FileFinding } from '../../../../userFile/finding';
import type { ModelPlace } from '../../endpointFile';
import { isArchive } from '../../modelKind';
import type { Look } from '../look';
import { containersIn } from '../look';

/** Archives that SageMaker does not unpack. */
const otherArchive = /\.(?:zip|tar|tgz|tar\.(?:bz2|xz|zst)|7z|rar)$/i;

export function* checkModels(look: Look): Iterable<FileFinding> {
  for (const placed of look.variants)
    for (const { container, path } of containersIn(look.places, placed)) {
      const spot: Spot = { look, path: [...path, 'model'] };
      if (container.model) {
        yield* checkHere(spot, container.model);
        yield* checkThere(spot, container.model, container.multiModel);
      }
      if (container.multiModel) yield* checkMany(spot, container.model);
    }
}

interface Spot {
  readonly look: Look;
  readonly path: ReadonlyArray<string | number>;
}

function* checkHere({ look, path }: Spot, { local, s3 }: ModelPlace): Iterable<FileFinding> {
  const { places, missing } = look;
  const value = places.value([...path, 'local']);
  if (local === undefined) {
    if (s3 === undefined && !places.has([...path, 'local']) && !places.has([...path, 's3']))
      yield finding(
        'END305',
        'error',
        value,
        l10n.t('Where is the model? Add "local", a folder or model.tar.gz here, or "s3", an address.'),
      );
    return;
  }
  if (/^(?!s3:)[a-z0-9+]{2,}:\/\//i.test(local))
    yield finding(
      'END302',
      'error',
      value,
      l10n.t('A model comes from this machine or from s3://bucket/prefix, not from {0}.', local),
    );
  else if (otherArchive.test(local)) yield finding('END304', 'error', value, noArchive());
  else if (missing.has(local))
    yield finding(
      'END301',
      'error',
      value,
      l10n.t('There is no file or folder {0}. The path is relative to this file.', local),
    );
}

const noArchive = (): string =>
  l10n.t('SageMaker unpacks only .tar.gz. Name a folder, or pack it: tar -czf model.tar.gz -C folder .');

function* checkThere({ look, path }: Spot, { s3 }: ModelPlace, many: boolean): Iterable<FileFinding> {
  if (s3 === undefined) return;
  const { places } = look;
  const spot = [...path, 's3'];
  const wrong = [...checkS3(s3, { places, path: spot, id: 'END303', severity: 'error' })];
  yield* wrong;
  if (wrong.length > 0 || many) return;
  if (otherArchive.test(s3)) yield finding('END304', 'error', places.value(spot), noArchive());
  else if (!isArchive(s3) && /\.[a-z][a-z0-9]*$/i.test(s3.replace(/^s3:\/\/[^/]*/, '')))
    yield finding(
      'END306',
      'warning',
      places.value(spot),
      l10n.t(
        'SageMaker takes this for a folder {0}/. Name a model.tar.gz, or a prefix that ends with /.',
        s3,
      ),
    );
}

function* checkMany({ look, path }: Spot, model: ModelPlace | undefined): Iterable<FileFinding> {
  const { places } = look;
  if (!model && !places.has(path))
    yield finding(
      'END307',
      'error',
      places.key([...path.slice(0, -1), 'multiModel']),
      l10n.t('Where are the models? Add "model": a folder or a prefix with a .tar.gz for each.'),
    );
  for (const key of ['local', 's3'] as const) {
    const address = model?.[key];
    if (address !== undefined && isArchive(address))
      yield finding(
        'END308',
        'error',
        places.value([...path, key]),
        l10n.t(
          'With "multiModel", "model" is the folder or prefix that holds the archives, not one of them.',
        ),
      );
  }
}
