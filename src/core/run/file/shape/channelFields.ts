import type { Shape } from '../../../userFile/shape/shape';
import { list, oneOf, record, text, whole } from '../../../userFile/shape/shape';

export const channel: Shape = record({
  local: {
    shape: text,
    description: 'A folder or file on this machine, relative to this file. Used when the run is local.',
  },
  s3: {
    shape: text,
    description:
      'The data in S3: `s3://bucket/prefix`. Used on SageMaker, and here when there is no `local`.',
  },
  contentType: { shape: text, description: 'The MIME type that the program is told, such as `text/csv`.' },
  mode: {
    shape: oneOf('File', 'FastFile', 'Pipe'),
    description:
      '`File`: copied before the start. `FastFile`: a read-only view that loads while it is read; S3 prefixes only. `Pipe`: a FIFO `<channel>_0`, `<channel>_1`… for each epoch.',
    default: 'File',
  },
  distribution: {
    shape: oneOf('FullyReplicated', 'ShardedByS3Key'),
    description:
      '`FullyReplicated`: every host gets everything. `ShardedByS3Key`: each gets its share of the objects.',
    default: 'FullyReplicated',
  },
  s3DataType: {
    shape: oneOf('S3Prefix', 'ManifestFile', 'AugmentedManifestFile'),
    description:
      'What `s3` names: all objects with that prefix, a manifest that lists them, or an augmented manifest (JSON lines, mode `Pipe`, with `attributeNames`).',
    default: 'S3Prefix',
  },
  compression: {
    shape: oneOf('None', 'Gzip'),
    description: '`Gzip`: SageMaker unpacks while it streams. Only with mode `Pipe`.',
    default: 'None',
  },
  recordWrapper: {
    shape: oneOf('None', 'RecordIO'),
    description: '`RecordIO`: each object becomes one record. Only with mode `Pipe`.',
    default: 'None',
  },
  attributeNames: {
    shape: list(text),
    description: 'Which attributes of an augmented manifest are streamed, in this order; 16 at most.',
  },
  shuffleSeed: {
    shape: whole(0),
    description:
      'Shuffles the objects of the channel by this seed: in mode `Pipe` anew for each epoch, here as on SageMaker (in an order of its own).',
  },
});
