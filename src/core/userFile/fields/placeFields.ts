import type { Field, Fields, Shape } from '../shape/shape';
import { either, list, oneOf, record, text, whole } from '../shape/shape';

/** What a container gets of this machine. */
export const machineFields: Fields = {
  gpus: {
    shape: either(oneOf('none', 'all'), list(either(text, whole(0)))),
    description: 'The GPUs that the container sees: `"none"`, `"all"`, or a list of indexes and UUIDs.',
    default: 'none',
  },
  cpus: {
    shape: { kind: 'number', integer: false, minimum: 0.01 },
    description: 'So many CPUs at most, such as `1.5`. Without it: all.',
  },
  memory: { shape: text, description: 'So much memory at most, as `512m` or `16g`. Without it: all.' },
  platform: {
    shape: text,
    description: 'The platform of the image, such as `linux/amd64`, which is what SageMaker runs.',
    snippets: [{ label: 'as on SageMaker', body: 'linux/amd64' }],
  },
};

const vpcFields: Fields = {
  subnets: { shape: list(text), required: true, description: 'Subnets, 1 to 16: `subnet-…`.' },
  securityGroups: { shape: list(text), required: true, description: 'Security groups, 1 to 5: `sg-…`.' },
};

export const vpc: Shape = record(vpcFields);

export const region: Field = {
  shape: text,
  description: 'The region, such as `eu-central-1`. Without it: that of your AWS profile.',
};

export const instanceType: Field = {
  shape: text,
  description: 'The type of the instances, such as `ml.m5.xlarge`.',
  snippets: [
    { label: 'ml.m5.xlarge', body: 'ml.m5.xlarge' },
    { label: 'ml.g5.xlarge', body: 'ml.g5.xlarge' },
  ],
};
