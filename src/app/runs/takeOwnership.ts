import { isInside } from '../../core/paths';
import { giftFolder } from '../../core/run/labels';
import type { EngineFacts } from '../../core/run/ports';
import type { RunFolder } from '../../core/run/runFolder';
import type { RunRecord } from '../../core/run/runRecord';
import type { RunWorld } from './prepareRun';

/** A folder of folders that nobody may enter is opened level by level; nobody nests deeper. */
const mostRounds = 40;

export interface OwnedRun {
  readonly record: RunRecord;
  readonly folder: RunFolder;
  readonly engine: EngineFacts;
}

/** What the container wrote as root, or as anybody else, becomes the user's: no sudo, and nothing needed in the image. */
export async function takeOwnership(
  { containers, disk }: RunWorld,
  { record, folder, engine }: OwnedRun,
  signal: AbortSignal,
): Promise<void> {
  const { user } = disk;
  if (!user) return;
  if (engine.remapsUsers) return;
  // Root inside is the user outside.
  const owner = engine.rootless ? { uid: 0, gid: 0 } : user;
  // The data of channels is the user's own, and read-only there.
  const channels = Object.keys(record.channels).map((channel) => `/opt/ml/input/data/${channel}`);
  const isMounted = (path: string): boolean => channels.some((channel) => isInside(path, channel));
  for (const { name, container } of record.hosts) {
    if (container === undefined) continue;
    const places = [{ here: folder.ml(name), inside: '/opt/ml' }];
    if (record.checkpoints && name === record.hosts[0]?.name)
      places.push({ here: record.checkpoints.local, inside: record.checkpoints.path });
    for (const { here, inside } of places) {
      let before = '';
      for (let round = 0; round < mostRounds; round += 1) {
        const entries = (await disk.foreign(here, user)).filter(
          ({ path }) => !isMounted(`${inside}/${path}`),
        );
        // An engine that leaves everything as it was will do so again.
        const now = entries.map(({ path }) => path).join('\n');
        if (entries.length === 0 || now === before) break;
        before = now;
        await containers.giveFiles(container, { folder: inside, entries, owner }, signal);
        await disk.remove(`${here}/${giftFolder}`);
      }
    }
  }
}
