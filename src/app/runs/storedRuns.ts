import { joinPath } from '../../core/paths';
import type { World } from '../../core/ports';
import type { StoredFile } from '../../core/run/ports';
import { runFolder } from '../../core/run/runFolder';
import type { RunRecord } from '../../core/run/runRecord';
import { isRunRecord } from '../../core/run/runRecord';
import { objectCacheFolder } from '../../core/run/s3/channelFolder';

type Stored = Pick<World, 'disk'>;

/** The runs of a folder, the newest first. What is no run, or only half of one, is passed over. */
export async function listRuns({ disk }: Stored, runsFolder: string): Promise<readonly RunRecord[]> {
  const names = await disk.folders(runsFolder);
  const records = await Promise.all(
    names.map(async (name) => readRecord({ disk }, joinPath(runsFolder, name))),
  );
  return records
    .filter((record) => record !== undefined)
    .toSorted((left, right) => right.created - left.created);
}

async function readRecord({ disk }: Stored, folder: string): Promise<RunRecord | undefined> {
  const text = await disk.readText(runFolder(folder).record);
  if (text === undefined) return undefined;
  try {
    const record: unknown = JSON.parse(text);
    // The folder may have been moved or copied: where it lies now is what counts.
    return isRunRecord(record) ? { ...record, folder } : undefined;
  } catch {
    return undefined;
  }
}

/** How large each run is on the disk. */
export async function measureRuns(
  { disk }: Stored,
  runs: readonly RunRecord[],
): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>();
  for (const { id, folder } of runs) sizes.set(id, total(await disk.files(folder)));
  return sizes;
}

const total = (files: readonly StoredFile[]): number => files.reduce((sum, { bytes }) => sum + bytes, 0);

/** Bytes of downloads from S3 that belong to no run any more. */
export async function measureDownloads(
  { objectCache }: Pick<World, 'objectCache'>,
  runsFolder: string,
): Promise<number> {
  return objectCache.unused(objectCacheFolder(runsFolder));
}

export async function deleteDownloads(
  { objectCache }: Pick<World, 'objectCache'>,
  runsFolder: string,
): Promise<number> {
  return objectCache.removeUnused(objectCacheFolder(runsFolder));
}

/** Asks nobody for more rights: all that a run leaves is the user's. */
export async function deleteRuns({ disk }: Stored, runs: readonly RunRecord[]): Promise<void> {
  for (const { folder } of runs) await disk.remove(folder);
}
