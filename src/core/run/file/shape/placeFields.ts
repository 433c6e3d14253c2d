import { instanceType, machineFields, region, vpc } from '../../../userFile/fields/placeFields';
import type { Fields } from '../../../userFile/shape/shape';
import { anything, either, flag, map, oneOf, plain, text, whole } from '../../../userFile/shape/shape';

export const localFields: Fields = {
  ...machineFields,
  shmSize: {
    shape: text,
    description:
      'The size of `/dev/shm`, as `512m` or `8g`. Without it: half of the memory of the engine, as on SageMaker.',
  },
  hosts: {
    shape: whole(1, 20),
    description: 'So many containers, `algo-1` to `algo-n`, train together on a network of their own.',
    default: 1,
  },
  network: {
    shape: oneOf('bridge', 'host'),
    description: '`host`: the container shares the network of this machine, as SageMaker never does.',
    default: 'bridge',
  },
  strictPermissions: {
    shape: flag,
    description:
      'Gives `/opt/ml/input/config` the rights that it has on SageMaker, where only root reads it: an image that runs as another user then fails here and not there.',
    default: false,
  },
  awsCredentials: {
    shape: either(flag, text),
    description:
      'Serves your AWS credentials to the container: `true` for the default profile, or the name of a profile. No key is written anywhere.',
    default: false,
  },
  debug: {
    shape: either(flag, whole(1, 65535)),
    description: 'Publishes the port of debugpy on this machine: `true` for 5678, or a port.',
    default: false,
  },
};

export const cloudFields: Fields = {
  region,
  image: {
    shape: text,
    description:
      'The image in ECR, when it is not `image`: `<account>.dkr.ecr.<region>.amazonaws.com/<name>:<tag>`.',
  },
  role: {
    shape: text,
    description: 'The ARN of the execution role, with which the job reads and writes S3.',
  },
  instanceType,
  instanceCount: { shape: whole(1), description: 'So many instances. Without it: as many as `local.hosts`.' },
  volumeSize: { shape: whole(1), description: 'Gigabytes of storage on each instance.', default: 30 },
  output: { shape: text, description: 'Where the model and the other artifacts go: `s3://bucket/prefix`.' },
  spot: {
    shape: flag,
    description:
      'Managed spot training: cheaper, and may be interrupted. Needs `maxWait`, and should have `checkpoints`.',
    default: false,
  },
  maxWait: {
    shape: whole(1),
    description: 'Seconds that a spot job may take with all its interruptions; not less than `maxRuntime`.',
  },
  vpc: { shape: vpc, description: 'Attaches the job to your VPC.' },
  tags: { shape: map(plain), description: 'Tags of the job by key, 50 at most.' },
  request: {
    shape: map(anything),
    description:
      'Anything else of [CreateTrainingJob](https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTrainingJob.html), as AWS writes it. It is laid over the request that the rest of this file makes: objects are merged, channels by their `ChannelName`, other lists replaced; `null` takes a key out.',
  },
};
