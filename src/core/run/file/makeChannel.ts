import { choice, makePlace } from '../../userFile/parts';
import { given, numberAt, textAt, textsAt } from '../../json';
import type { Channel } from './runFile';
import type { JsonValue } from '../../json';

/** A channel in its long form; a text names the place of its data. */
export function makeChannel(value: JsonValue): Channel {
  return {
    ...given({
      ...makePlace(value),
      contentType: textAt(value, 'contentType'),
      attributeNames: textsAt(value, 'attributeNames'),
      shuffleSeed: numberAt(value, 'shuffleSeed'),
    }),
    mode: choice(value, 'mode', ['File', 'FastFile', 'Pipe']),
    distribution: choice(value, 'distribution', ['FullyReplicated', 'ShardedByS3Key']),
    s3DataType: choice(value, 's3DataType', ['S3Prefix', 'ManifestFile', 'AugmentedManifestFile']),
    compression: choice(value, 'compression', ['None', 'Gzip']),
    recordWrapper: choice(value, 'recordWrapper', ['None', 'RecordIO']),
  };
}
