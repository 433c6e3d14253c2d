import * as l10n from '@vscode/l10n';
import type { FollowOptions } from '../../../core/explore/ports';
import type { TreeEvent } from '../../../core/explore/tree';
import { parentOf } from '../paths';
import { pause } from '../pause';
import type { FolderPlace } from './folderPlace';
import { FolderReader } from './folderReader';
import type { Watches } from './watches';

/** Milliseconds: the first change is told at once, those after it so often. */
const batch = 50;
/** Milliseconds. */
const rootsEvery = 1_000;
const unwatchedEvery = 2_000;

export interface FolderFollow extends Pick<FollowOptions, 'limit'> {
  readonly place: FolderPlace;
  readonly watches: Watches;
  readonly tell: (event: TreeEvent) => void;
}

/** Events only say where to look: what is told was read, so that no order or loss of events leaves a wrong state. */
export async function followFolders(follow: FolderFollow, signal: AbortSignal): Promise<void> {
  const { tell } = follow;
  const reader = new FolderReader(follow, signal);
  tell({ kind: 'source', source: 'watch' });
  try {
    await watchRoots(follow.place, reader, signal, async () => {
      reader.start();
      await reader.read();
      if (signal.aborted) return;
      tell({ kind: 'scanned', whole: !reader.isFull });
      await Promise.all([keepReading(follow, reader, signal), pollUnwatched(reader, tell, signal)]);
    });
  } finally {
    reader.dispose();
  }
}

async function keepReading({ tell }: FolderFollow, reader: FolderReader, signal: AbortSignal): Promise<void> {
  let wasFull = reader.isFull;
  while (!signal.aborted) {
    await reader.something(signal);
    await reader.read();
    if (reader.isFull && !wasFull) tell({ kind: 'scanned', whole: false });
    wasFull = reader.isFull;
    await pause(batch, signal);
  }
}

/** The folders that the system lends no watch for. */
async function pollUnwatched(
  reader: FolderReader,
  tell: FolderFollow['tell'],
  signal: AbortSignal,
): Promise<void> {
  let told = 0;
  while (!signal.aborted) {
    const folders = reader.unwatched;
    if (folders.length > 0 && told === 0) tell({ kind: 'source', source: 'watch', reason: few() });
    if (folders.length === 0 && told > 0) tell({ kind: 'source', source: 'watch' });
    told = folders.length;
    await pause(unwatchedEvery, signal);
    for (const folder of folders) reader.mark(folder);
  }
}

const few = (): string =>
  l10n.t(
    'This system lends no more watches (fs.inotify.max_user_watches): some folders are looked at every 2 seconds.',
  );

/** No watch tells that a root comes, or that its place was taken by another. */
async function watchRoots(
  place: FolderPlace,
  reader: FolderReader,
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  const identities = new Map<string, string>();
  const look = async (): Promise<readonly string[]> => {
    const changed: string[] = [];
    for (const { path } of place.roots) {
      const identity = await place.identity(path);
      // A new folder may have the number of the one before: but that has taken its watch along.
      const isLost = identity !== '' && reader.hasLost(path);
      if (identities.has(path) && (identities.get(path) !== identity || isLost)) changed.push(path);
      identities.set(path, identity);
    }
    return changed;
  };
  await look();
  const looking = async (): Promise<void> => {
    while (!signal.aborted) {
      await pause(rootsEvery, signal);
      for (const path of await look())
        if (path === '') reader.restart();
        else reader.mark(parentOf(path), path.slice(path.lastIndexOf('/') + 1));
    }
  };
  await Promise.all([work(), looking()]);
}
