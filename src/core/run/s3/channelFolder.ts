import type { Channel } from '../file/runFile';
import type { RunFolder } from '../runFolder';

/** Where the run has the data of a channel in S3: once for all hosts, or a share for each. */
export const channelFolder = (
  folder: Pick<RunFolder, 'inputs'>,
  name: string,
  { distribution }: Pick<Channel, 'distribution'>,
  host: string,
): string => `${folder.inputs}/${name}/${distribution === 'ShardedByS3Key' ? host : 'all'}`;

/** The objects of all runs; without a name that a run could have. */
export const objectCacheFolder = (runsFolder: string): string => `${runsFolder}/.cache/s3`;

/** A folder here is used here; what is in S3 only is downloaded. */
export const isFetched = ({ local, s3 }: Pick<Channel, 'local' | 's3'>): boolean =>
  local === undefined && s3 !== undefined;
