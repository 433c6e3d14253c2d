import { machineFields, region, vpc } from '../../../userFile/fields/placeFields';
import type { Fields } from '../../../userFile/shape/shape';
import { either, flag, list, map, oneOf, plain, record, text, whole } from '../../../userFile/shape/shape';
import { serverlessLimits, variantFields } from './variantFields';

const kmsKey = (what: string) => ({
  shape: text,
  description: `The KMS key that encrypts ${what}: an id, an alias or an ARN.`,
});

const notificationFields: Fields = {
  success: { shape: text, description: 'The ARN of the SNS topic that hears of answers.' },
  error: { shape: text, description: 'The ARN of the SNS topic that hears of failures.' },
};

const asyncFields: Fields = {
  output: {
    shape: text,
    required: true,
    description:
      'Where the answers go: `s3://bucket/prefix`. Serving on this machine writes them to a folder.',
  },
  failures: { shape: text, description: 'Where errors go: `s3://bucket/prefix`.' },
  maxConcurrent: {
    shape: whole(1, 1000),
    description: 'So many requests at once for each instance, 1,000 at most. Without it: SageMaker decides.',
  },
  notifications: { shape: record(notificationFields), description: 'Which SNS topics are told.' },
  kmsKey: kmsKey('the answers'),
};

const sampleFields: Fields = {
  file: {
    shape: text,
    required: true,
    description: 'The body of the request, relative to this file.',
  },
  contentType: {
    shape: text,
    description:
      'What the body is, such as `text/csv` or `application/json`. Without it: what the name of the file tells.',
  },
  accept: { shape: text, description: 'Which type of answer is asked for. Without it: any.' },
  streams: {
    shape: flag,
    description: 'The answer comes in parts, as InvokeEndpointWithResponseStream passes them on.',
    default: false,
  },
};

const localFields: Fields = {
  ...machineFields,
  shmSize: {
    shape: text,
    description: 'The size of `/dev/shm`, as `512m` or `8g`. Without it: 64 MB, as on SageMaker.',
  },
  port: {
    shape: whole(1, 65535),
    description: 'The port of this machine on which the endpoint listens. Without it: any that is free.',
  },
  serverless: {
    shape: record(serverlessLimits),
    description:
      'Serves the variants here as if they were serverless: with so much memory, without GPU, 4 MB a request, and so many at once. SageMaker is asked for what the variants themselves say.',
    snippets: [{ label: 'serverless limits', body: { memory: 2048, concurrency: 5 } }],
  },
  async: {
    shape: flag,
    description:
      'Serves here as an asynchronous endpoint: a request names a file, and its answer becomes one. SageMaker is asked for what `async` beside `variants` says.',
    default: false,
  },
  sample: {
    shape: either(text, record(sampleFields)),
    description:
      'A request that the endpoint answers, which tests of the serving contract send. A text is its file. Without it: `sample/request.*` beside this file.',
    snippets: [
      {
        label: 'a request',
        body: { file: '${1:sample/request.csv}', contentType: '${2:text/csv}' },
      },
    ],
  },
};

const dataCaptureFields: Fields = {
  output: { shape: text, required: true, description: 'Where the records go: `s3://bucket/prefix`.' },
  percentage: {
    shape: whole(0, 100),
    description: 'Of so many percent of the requests.',
    default: 100,
  },
  capture: {
    shape: oneOf('InputAndOutput', 'Input', 'Output'),
    description: 'What is kept of a request.',
    default: 'InputAndOutput',
  },
  kmsKey: kmsKey('the records'),
};

const cloudFields: Fields = {
  region,
  role: {
    shape: text,
    description: 'The ARN of the execution role, with which SageMaker reads the image and the models.',
  },
  kmsKey: kmsKey('the volumes of the instances'),
  vpc: { shape: vpc, description: 'Attaches the containers to your VPC.' },
  dataCapture: {
    shape: record(dataCaptureFields),
    description: 'Keeps requests and answers in S3, as Model Monitor reads them.',
    snippets: [{ label: 'everything', body: { output: 's3://${1:bucket/captured}', percentage: 100 } }],
  },
  tags: {
    shape: map(plain),
    description: 'Tags of the endpoint, its configuration and its models by key, 50 at most.',
  },
};

const variantSnippets = [
  {
    label: 'one variant',
    body: [
      { name: 'main', build: '${1:Dockerfile}', model: '${2:ml/model}', instanceType: '${3:ml.m5.large}' },
    ],
  },
  {
    label: 'two variants that share the requests',
    body: [
      { name: 'current', image: '${1:my-serving:1}', model: '${2:ml/model}', weight: 9 },
      { name: 'next', image: '${3:my-serving:2}', model: '${4:ml/model-2}', weight: 1 },
    ],
  },
  {
    label: 'serverless',
    body: [
      {
        name: 'main',
        build: '${1:Dockerfile}',
        model: '${2:model.tar.gz}',
        serverless: { memory: 2048, concurrency: 5 },
      },
    ],
  },
];

/** Every key of an endpoint file. */
export const endpointFields: Fields = {
  $schema: { shape: text, description: 'The JSON Schema of this file; only editors read it.' },
  name: {
    shape: text,
    description:
      'What the endpoint is called: letters, digits and hyphens, 63 at most. Without it: the name of this file.',
  },
  variants: {
    shape: list(record(variantFields)),
    required: true,
    description: 'What answers, 1 to 10 variants. Several share the requests by their weights.',
    snippets: variantSnippets,
  },
  shadow: {
    shape: record(variantFields),
    description:
      'A variant that gets a copy of the requests, and whose answers are dropped. `weight`, relative to that of the one production variant, is the share that is copied.',
  },
  async: {
    shape: record(asyncFields),
    description:
      'An asynchronous endpoint: requests wait in a queue and come from S3, 1 GB and one hour at most each; the answers go to S3.',
    snippets: [{ label: 'asynchronous', body: { output: 's3://${1:bucket/answers}', maxConcurrent: 4 } }],
  },
  networkIsolation: {
    shape: flag,
    description: 'The containers reach nothing (EnableNetworkIsolation).',
    default: false,
  },
  local: { shape: record(localFields), description: 'What only this machine needs to know.' },
  cloud: {
    shape: record(cloudFields),
    description: 'What only SageMaker needs to know. Serving on this machine reads nothing of it.',
    snippets: [
      { label: 'a role', body: { role: '${1:arn:aws:iam::111122223333:role/service-role/my-role}' } },
    ],
  },
};
