import { instanceType } from '../../../userFile/fields/placeFields';
import type { Fields } from '../../../userFile/shape/shape';
import { list, oneOf, record, text, whole } from '../../../userFile/shape/shape';
import { containerFields, memberFields } from './containerFields';

/** The limits of a serverless variant. */
export const serverlessLimits: Fields = {
  memory: {
    shape: whole(1024, 6144),
    required: true,
    description: 'Megabytes: 1024, 2048, 3072, 4096, 5120 or 6144.',
    default: 2048,
  },
  concurrency: {
    shape: whole(1, 200),
    required: true,
    description: 'So many requests at once, 200 at most; more are refused (MaxConcurrency).',
    default: 5,
  },
};

const serverlessFields: Fields = {
  ...serverlessLimits,
  provisioned: {
    shape: whole(1, 200),
    description:
      'So many are kept warm, and cost also when nobody asks; not more than `concurrency` (ProvisionedConcurrency).',
  },
};

const scalingFields: Fields = {
  min: {
    shape: whole(0),
    required: true,
    description: 'The fewest instances, or the least provisioned concurrency. 0 only with `async`.',
    default: 1,
  },
  max: {
    shape: whole(1),
    required: true,
    description: 'The most instances, or the most provisioned concurrency.',
    default: 4,
  },
  target: {
    shape: { kind: 'number', integer: false, minimum: 0 },
    required: true,
    description:
      'The value of `metric` that scaling keeps. For invocations per instance: the requests in a minute that one instance sustains, times a safety factor such as 0.5.',
  },
  metric: {
    shape: oneOf(
      'SageMakerVariantInvocationsPerInstance',
      'SageMakerVariantConcurrentRequestsPerModelHighResolution',
      'SageMakerVariantProvisionedConcurrencyUtilization',
      'ApproximateBacklogSizePerInstance',
    ),
    description:
      'What is measured. Without it: invocations per instance in a minute; with `async` the backlog per instance; with `serverless` the used share of the provisioned concurrency.',
  },
  scaleInCooldown: {
    shape: whole(0),
    description: 'Seconds after a change until instances may be taken away. Without it: 300.',
  },
  scaleOutCooldown: {
    shape: whole(0),
    description: 'Seconds after a change until more may be added. Without it: 300.',
  },
};

/** One of the models that share an endpoint, with where it runs. */
export const variantFields: Fields = {
  name: {
    shape: text,
    required: true,
    description:
      'The name of the variant, by which requests (`TargetVariant`) and metrics know it: letters, digits and hyphens, 63 at most.',
    default: 'main',
  },
  ...containerFields,
  containers: {
    shape: list(record(memberFields)),
    description:
      'Several containers on each instance instead of one, 2 to 15, each with its own image and model: a pipeline, or each called by its name.',
    snippets: [
      {
        label: 'a pipeline',
        body: [
          { name: '${1:preprocess}', image: '${2:preprocess}:latest' },
          { name: '${3:predict}', image: '${4:predict}:latest', model: '${5:ml/model}' },
        ],
      },
    ],
  },
  invocation: {
    shape: oneOf('Serial', 'Direct'),
    description:
      '`Serial`: the answer of each container is the request of the next. `Direct`: a request names its container (`TargetContainerHostname`).',
    default: 'Serial',
  },
  weight: {
    shape: { kind: 'number', integer: false, minimum: 0 },
    description:
      'The share of the requests, relative to the weights of the other variants. 0: none, but it still costs.',
    default: 1,
  },
  instanceType: {
    ...instanceType,
    description: `${instanceType.description} Give either this or \`serverless\`.`,
  },
  instances: { shape: whole(1), description: 'So many instances at the start.', default: 1 },
  serverless: {
    shape: record(serverlessFields),
    description:
      'No instances: AWS starts containers when requests come. No GPU, no multi-model, one variant; the image has 10 GB at most, a request 4 MB, and it starts within 3 minutes.',
    snippets: [{ label: 'serverless', body: { memory: 2048, concurrency: 5 } }],
  },
  scaling: {
    shape: record(scalingFields),
    description:
      'Lets Application Auto Scaling change the number of instances, or the provisioned concurrency.',
    snippets: [{ label: 'on invocations', body: { min: 1, max: 4, target: 70 } }],
  },
  volumeSize: { shape: whole(1, 512), description: 'Gigabytes of storage on each instance, 512 at most.' },
  startupTimeout: {
    shape: whole(60, 3600),
    description:
      'Seconds until the container must answer `/ping`, here as on SageMaker, 60 to 3,600. Without it: 480, which are 8 minutes.',
  },
  downloadTimeout: {
    shape: whole(60, 3600),
    description: 'Seconds that SageMaker may take to download and unpack the model, 60 to 3,600.',
  },
};
