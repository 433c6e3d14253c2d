import { choice } from '../../userFile/parts';
import { given, isText, numberAt, textAt, textsAt } from '../../json';
import type { Channel } from './runFile';
import type { JsonValue } from '../../json';

/** A channel in its long form; a text names the place of its data. */
export function makeChannel(value: JsonValue): Channel {
  const [local, s3] = isText(value) ? placeOf(value) : [textAt(value, 'local'), textAt(value, 's3')];
  return {
    ...given({
      local: local === undefined ? undefined : withoutScheme(local),
      s3,
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

const placeOf = (text: string): readonly [string | undefined, string | undefined] =>
  text.startsWith('s3://') ? [undefined, text] : [text, undefined];

/** `file:///data` is `/data`, and `file://data` is `data`, as the SDK reads it. */
const withoutScheme = (path: string): string =>
  path.replace(/^file:\/\//, '').replace(/^\/([A-Za-z]:\/)/, '$1');
