import * as l10n from '@vscode/l10n';
import type { StoredObject } from '../../aws/ports';
import { Problem } from '../../problem';
import { s3Address } from './s3Place';

/** The files of a channel's folder, by path. Markers of folders are none. */
export function channelFiles(
  objects: readonly StoredObject[],
  prefix: string,
): ReadonlyMap<string, StoredObject> {
  const files = new Map<string, StoredObject>();
  for (const object of objects) {
    if (object.key.endsWith('/')) continue;
    const path = pathOf(object, prefix);
    const other = files.get(path);
    if (other) throw clash(object, other);
    files.set(path, object);
  }
  for (const [path, object] of files) {
    const inside = foldersOf(path).find((folder) => files.has(folder));
    const other = inside === undefined ? undefined : files.get(inside);
    if (other) throw clash(object, other);
  }
  return files;
}

/** ShardedByS3Key: objects go to the hosts in turn, in the order of their keys. */
export const shareOf = (
  objects: readonly StoredObject[],
  host: { readonly index: number; readonly count: number },
): readonly StoredObject[] => objects.filter((_, index) => index % host.count === host.index);

/**
 * A prefix is the beginning of a text, and no folder: `data/train` also finds `data/train-2/a`. Paths count
 * from the folder when the prefix is the whole name of one, and else from the folder that it lies in.
 */
function pathOf(object: StoredObject, prefix: string): string {
  const { key } = object;
  const start =
    prefix !== '' && key.startsWith(`${prefix}/`) ? prefix.length + 1 : prefix.lastIndexOf('/') + 1;
  const parts = key.slice(start).split('/').filter(Boolean);
  if (parts.length === 0 || parts.some((part) => part === '.' || part === '..' || part.includes('\0')))
    throw new Problem('bad-name', l10n.t('No file can be named as the object {0} is.', s3Address(object)));
  return parts.join('/');
}

const foldersOf = (path: string): readonly string[] =>
  [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index));

const clash = (one: StoredObject, other: StoredObject): Problem =>
  new Problem(
    'bad-name',
    l10n.t(
      'The objects {0} and {1} cannot be in one folder: their files would have the same place.',
      s3Address(one),
      s3Address(other),
    ),
  );
