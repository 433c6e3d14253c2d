import * as l10n from '@vscode/l10n';
import { finding } from '../../../userFile/check/finding';
import type { FileFinding } from '../../../userFile/finding';
import type { Look } from './look';

/** The request that tests send. */
export function* checkSample({ endpoint, places, missing }: Look): Iterable<FileFinding> {
  const { sample } = endpoint.local;
  if (!sample) return;
  const path = ['local', 'sample'];
  const place = places.has([...path, 'file']) ? [...path, 'file'] : path;
  if (sample.file !== '' && missing.has(sample.file))
    yield finding(
      'END711',
      'warning',
      places.value(place),
      l10n.t('There is no file {0}. The path is relative to this file.', sample.file),
    );
  const { contentType } = sample;
  if (contentType !== undefined && !/^[^\s/;]+\/[^\s/;]+(?:\s*;.*)?$/.test(contentType))
    yield finding(
      'END712',
      'error',
      places.value([...path, 'contentType']),
      l10n.t('{0} is no content type. It looks like text/csv or application/json.', contentType),
    );
}
