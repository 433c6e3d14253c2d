import type { Channel } from '../file/runFile';
import type { RunFolder } from '../runFolder';

type Sharing = Pick<Channel, 'distribution' | 'mode'>;

/** Each host has files of its own. A FIFO is fed from all of them: which are whose may change with the epoch. */
export const isShared = ({ distribution, mode }: Sharing): boolean =>
  distribution === 'ShardedByS3Key' && mode !== 'Pipe';

/** Where the run has the data of a channel in S3: once for all hosts, or a share for each. */
export const channelFolder = (
  folder: Pick<RunFolder, 'inputs'>,
  name: string,
  channel: Sharing,
  host: string,
): string => `${folder.inputs}/${name}/${isShared(channel) ? host : 'all'}`;

/** Files that a manifest lists go through a FIFO as it lists them. */
export const channelOrder = (
  folder: Pick<RunFolder, 'inputs'>,
  name: string,
  { mode, s3DataType }: Pick<Channel, 'mode' | 's3DataType'>,
): string | undefined =>
  mode === 'Pipe' && s3DataType === 'ManifestFile' ? `${folder.inputs}/${name}/order.json` : undefined;

/** The objects of all runs; without a name that a run could have. */
export const objectCacheFolder = (runsFolder: string): string => `${runsFolder}/.cache/s3`;

/** A folder here is used here; what is in S3 only is downloaded. */
export const isFetched = ({ local, s3 }: Pick<Channel, 'local' | 's3'>): boolean =>
  local === undefined && s3 !== undefined;
