// The script is brought, but not to where the toolkit looks.
import { isInside } from '../../../../../paths';
import type { View } from '../../../view';
import { isPlainImage, rootReference } from '../../build/plainImage';
import { baseName, placedIn, type Placed } from '../places/placed';
import type { CodeFolder } from './codeFolder';

/** `COPY train.py /opt/ml/code`, in an image that has no such folder: the script gets the name of the folder. */
export function folderAsFile(view: View, { folders, placed, program }: CodeFolder): Placed | undefined {
  if (!isPlainImage(rootReference(view.end))) return undefined;
  const [first] = placed;
  if (first === undefined || !placed.every((each) => bringsOneFile(each, folders))) return undefined;
  const isMade = view.chain.some(
    ({ stage, workdir }) =>
      workdir.values.some(({ value }) => folders.some((folder) => isInside(value, folder))) ||
      stage.instructions.some(
        (each) => each.name === 'RUN' && each.start < first.start && speaksOf(view, each, folders),
      ),
  );
  const own = placed.find(({ sources: [source = ''] }) => baseName(source) === program.value);
  return isMade || own === undefined ? undefined : own;
}

const bringsOneFile = (
  { by, path, isFolder, isForeign, sources }: Placed,
  folders: readonly string[],
): boolean =>
  by === 'copy' && !isFolder && !isForeign && folders.includes(path) && /\.(?:py|sh)$/.test(sources[0] ?? '');

const speaksOf = (
  { dockerfile }: View,
  { start, end }: { readonly start: number; readonly end: number },
  folders: readonly string[],
): boolean => folders.some((folder) => dockerfile.text.slice(start, end).includes(folder));

/** A COPY of just the script that is named, to another folder, where nothing else is brought to that of the code. */
export function broughtElsewhere(view: View, { folders, placed, program }: CodeFolder): Placed | undefined {
  if (placed.length > 0 || program.value.includes('/')) return undefined;
  const runs = view.namedInImage('RUN', 'WORKDIR');
  if (runs.some((each) => speaksOf(view, each, folders))) return undefined;
  return placedIn(view).find(
    ({ by, isForeign, sources, path }) =>
      by === 'copy' &&
      !isForeign &&
      sources.some((source) => source !== undefined && baseName(source) === program.value) &&
      !folders.some((folder) => isInside(folder, path)),
  );
}
