import type { Fields } from './shape';
import { anything, either, flag, list, map, oneOf, plain, record, text, whole } from './shape';

export const localFields: Fields = {
  gpus: {
    shape: either(oneOf('none', 'all'), list(either(text, whole(0)))),
    description: 'The GPUs that the container sees: `"none"`, `"all"`, or a list of indexes and UUIDs.',
    default: 'none',
  },
  shmSize: {
    shape: text,
    description:
      'The size of `/dev/shm`, as `512m` or `8g`. Without it: half of the memory of the engine, as on SageMaker.',
  },
  cpus: {
    shape: { kind: 'number', integer: false, minimum: 0.01 },
    description: 'So many CPUs at most, such as `1.5`. Without it: all.',
  },
  memory: { shape: text, description: 'So much memory at most, as `512m` or `16g`. Without it: all.' },
  platform: {
    shape: text,
    description: 'The platform of the image, such as `linux/amd64`, which is what SageMaker trains on.',
    snippets: [{ label: 'as on SageMaker', body: 'linux/amd64' }],
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

const vpcFields: Fields = {
  subnets: { shape: list(text), required: true, description: 'Subnets, 1 to 16: `subnet-…`.' },
  securityGroups: { shape: list(text), required: true, description: 'Security groups, 1 to 5: `sg-…`.' },
};

export const cloudFields: Fields = {
  region: {
    shape: text,
    description: 'The region, such as `eu-central-1`. Without it: that of your AWS profile.',
  },
  image: {
    shape: text,
    description:
      'The image in ECR, when it is not `image`: `<account>.dkr.ecr.<region>.amazonaws.com/<name>:<tag>`.',
  },
  role: {
    shape: text,
    description: 'The ARN of the execution role, with which the job reads and writes S3.',
  },
  instanceType: {
    shape: text,
    description: 'The type of the instances, such as `ml.m5.xlarge`.',
    snippets: [
      { label: 'ml.m5.xlarge', body: 'ml.m5.xlarge' },
      { label: 'ml.g5.xlarge', body: 'ml.g5.xlarge' },
    ],
  },
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
  vpc: { shape: record(vpcFields), description: 'Attaches the job to your VPC.' },
  tags: { shape: map(plain), description: 'Tags of the job by key, 50 at most.' },
  request: {
    shape: map(anything),
    description:
      'Anything else of [CreateTrainingJob](https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTrainingJob.html), as AWS writes it. It is laid over the request that the rest of this file makes: objects are merged, channels by their `ChannelName`, other lists replaced; `null` takes a key out.',
  },
};
