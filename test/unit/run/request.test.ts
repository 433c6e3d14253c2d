import assert from 'node:assert/strict';
import {
  array,
  assert as check,
  boolean,
  constantFrom,
  dictionary,
  integer,
  jsonValue,
  option,
  property,
  record,
  string,
  uniqueArray,
  type Arbitrary,
} from 'fast-check';
import { inspectRunFile } from '../../../src/core/run/file/check/checkRunFile';
import { readRunFile } from '../../../src/core/run/file/readRunFile';
import type { RunFile } from '../../../src/core/run/file/runFile';
import { hyperparameterTexts } from '../../../src/core/run/hyperparameters';
import type { JsonObject } from '../../../src/core/json';
import { importTrainingJob } from '../../../src/core/run/request/importTrainingJob';
import { layOver } from '../../../src/core/run/request/layOver';
import { plainRequest } from '../../../src/core/run/request/plainRequest';
import { trainingJob } from '../../../src/core/run/request/trainingJob';

function runOf(parts: object): RunFile {
  const { run } = readRunFile(JSON.stringify(parts), '/work/iris.train.json');
  assert.ok(run);
  return run;
}

const image = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/mine:1';

describe('A CreateTrainingJob request', () => {
  it('says what the run file says', () => {
    const run = runOf({
      image: 'mine:1',
      arguments: ['train', '--fast'],
      hyperparameters: { epochs: 10, rate: 0.1, name: 'adam', layers: [64, 32], on: true, off: null },
      channels: {
        train: { local: 'data/train', s3: 's3://bucket/train', contentType: 'text/csv' },
        test: {
          s3: 's3://bucket/test.manifest',
          mode: 'Pipe',
          s3DataType: 'ManifestFile',
          compression: 'Gzip',
          shuffleSeed: 7,
        },
      },
      environment: { A: '1' },
      metrics: [{ name: 'loss', regex: 'loss=([0-9.]+)' }],
      checkpoints: { s3: 's3://bucket/checkpoints' },
      networkIsolation: true,
      maxRuntime: 3600,
      local: { hosts: 2 },
      cloud: {
        role: 'arn:aws:iam::111122223333:role/me',
        instanceType: 'ml.m5.xlarge',
        output: 's3://bucket/out',
        spot: true,
        maxWait: 7200,
        vpc: { subnets: ['subnet-1'], securityGroups: ['sg-1'] },
        tags: { team: 'flowers' },
        request: {
          OutputDataConfig: { CompressionType: 'NONE' },
          RetryStrategy: { MaximumRetryAttempts: 2 },
        },
      },
    });
    assert.deepEqual(trainingJob(run, { name: 'iris-1', image }), {
      TrainingJobName: 'iris-1',
      HyperParameters: {
        epochs: '10',
        rate: '0.1',
        name: 'adam',
        layers: '[64,32]',
        on: 'true',
        off: 'null',
      },
      AlgorithmSpecification: {
        TrainingImage: image,
        ContainerArguments: ['train', '--fast'],
        TrainingInputMode: 'File',
        MetricDefinitions: [{ Name: 'loss', Regex: 'loss=([0-9.]+)' }],
      },
      RoleArn: 'arn:aws:iam::111122223333:role/me',
      InputDataConfig: [
        {
          ChannelName: 'train',
          DataSource: {
            S3DataSource: {
              S3DataType: 'S3Prefix',
              S3Uri: 's3://bucket/train',
              S3DataDistributionType: 'FullyReplicated',
            },
          },
          ContentType: 'text/csv',
        },
        {
          ChannelName: 'test',
          DataSource: {
            S3DataSource: {
              S3DataType: 'ManifestFile',
              S3Uri: 's3://bucket/test.manifest',
              S3DataDistributionType: 'FullyReplicated',
            },
          },
          InputMode: 'Pipe',
          CompressionType: 'Gzip',
          ShuffleConfig: { Seed: 7 },
        },
      ],
      OutputDataConfig: { S3OutputPath: 's3://bucket/out', CompressionType: 'NONE' },
      ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 2, VolumeSizeInGB: 30 },
      StoppingCondition: { MaxRuntimeInSeconds: 3600, MaxWaitTimeInSeconds: 7200 },
      CheckpointConfig: { S3Uri: 's3://bucket/checkpoints' },
      Environment: { A: '1' },
      EnableNetworkIsolation: true,
      EnableManagedSpotTraining: true,
      VpcConfig: { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1'] },
      Tags: [{ Key: 'team', Value: 'flowers' }],
      RetryStrategy: { MaximumRetryAttempts: 2 },
    });
  });

  it('names the program of script mode as the SDK does', () => {
    const run = runOf({
      source: { folder: 'src', entry: 'train.py' },
      cloud: { output: 's3://bucket/out/' },
    });
    assert.deepEqual(hyperparameterTexts(run), {
      sagemaker_program: '"train.py"',
      sagemaker_submit_directory: '"/opt/ml/code"',
    });
    assert.deepEqual(trainingJob(run, { name: 'iris-1' })['HyperParameters'], {
      sagemaker_program: '"train.py"',
      sagemaker_submit_directory: '"s3://bucket/out/iris-1/source/sourcedir.tar.gz"',
    });
  });

  it('has the hyperparameters that a local container sees', () => {
    check(
      property(dictionary(string(), jsonValue()), (hyperparameters) => {
        const run = runOf({ hyperparameters });
        const job = trainingJob(run, { name: 'a' });
        assert.deepEqual(JSON.stringify(run.hyperparameters), JSON.stringify(hyperparameters));
        assert.deepEqual(job['HyperParameters'], hyperparameterTexts(run));
        assert.ok(Object.values(hyperparameterTexts(run)).every((value) => typeof value === 'string'));
      }),
    );
  });

  it('can be taken apart by what is laid over it', () => {
    const under = { A: { b: 1, c: 2 }, D: [1], InputDataConfig: [{ ChannelName: 'x', m: 1 }] };
    const over = {
      A: { b: null },
      D: [2],
      InputDataConfig: [{ ChannelName: 'x', m: 2 }, { ChannelName: 'y' }],
    };
    assert.deepEqual(layOver(under, over), {
      A: { c: 2 },
      D: [2],
      InputDataConfig: [{ ChannelName: 'x', m: 2 }, { ChannelName: 'y' }],
    });
  });
});

const text = string({ minLength: 1, maxLength: 8 });
const address = text.map((each) => `s3://bucket/${each}`);
const some = <T>(arbitrary: Arbitrary<T>): Arbitrary<T | undefined> =>
  option(arbitrary, { nil: undefined, freq: 2 });
const extra = some(
  dictionary(
    text.map((each) => `X${each}`),
    jsonValue({ maxDepth: 1 }),
    { maxKeys: 2 },
  ),
);

const inputs = uniqueArray(
  record(
    {
      ChannelName: text,
      DataSource: record(
        {
          S3DataSource: some(
            record({
              S3DataType: constantFrom('S3Prefix', 'ManifestFile', 'AugmentedManifestFile', 'Converse'),
              S3Uri: address,
              S3DataDistributionType: some(constantFrom('FullyReplicated', 'ShardedByS3Key')),
              AttributeNames: some(array(text, { maxLength: 2 })),
              InstanceGroupNames: some(array(text, { maxLength: 2 })),
            }),
          ),
          FileSystemDataSource: some(record({ FileSystemId: text, DirectoryPath: text })),
        },
        { requiredKeys: [] },
      ),
      InputMode: constantFrom('File', 'Pipe', 'FastFile'),
      CompressionType: constantFrom('None', 'Gzip'),
      RecordWrapperType: constantFrom('None', 'RecordIO'),
      ContentType: text,
      ShuffleConfig: record({ Seed: integer({ min: 0 }) }),
    },
    { requiredKeys: ['ChannelName', 'DataSource'] },
  ),
  { selector: ({ ChannelName }) => ChannelName, maxLength: 4 },
);

/** Requests as people write them, with things in them that a run file has no word for. */
const requests: Arbitrary<object> = record(
  {
    TrainingJobName: text,
    HyperParameters: dictionary(
      text,
      constantFrom('1', '0.10', '1e-3', 'adam', '"a"', '[1, 2]', 'true', '-0', '007'),
    ),
    AlgorithmSpecification: record(
      {
        TrainingImage: text,
        AlgorithmName: text,
        TrainingInputMode: constantFrom('File', 'Pipe', 'FastFile'),
        MetricDefinitions: array(record({ Name: text, Regex: text, X: some(text) }), { maxLength: 2 }),
        ContainerEntrypoint: array(text, { maxLength: 2 }),
        ContainerArguments: array(text, { maxLength: 2 }),
        EnableSageMakerMetricsTimeSeries: boolean(),
      },
      { requiredKeys: [] },
    ),
    RoleArn: text,
    InputDataConfig: inputs,
    OutputDataConfig: record({ S3OutputPath: address, KmsKeyId: text }, { requiredKeys: [] }),
    ResourceConfig: record(
      {
        InstanceType: text,
        InstanceCount: integer({ min: 0, max: 3 }),
        VolumeSizeInGB: integer({ min: 0, max: 3 }),
        InstanceGroups: array(record({ InstanceType: text }), { maxLength: 2 }),
      },
      { requiredKeys: [] },
    ),
    StoppingCondition: record(
      { MaxRuntimeInSeconds: integer({ min: 0, max: 3 }), MaxWaitTimeInSeconds: integer({ min: 0, max: 3 }) },
      { requiredKeys: [] },
    ),
    Tags: array(record({ Key: text, Value: text, X: some(text) }), { maxLength: 3 }),
    EnableNetworkIsolation: boolean(),
    EnableManagedSpotTraining: boolean(),
    EnableInterContainerTrafficEncryption: boolean(),
    CheckpointConfig: record(
      { S3Uri: address, LocalPath: constantFrom('/opt/ml/checkpoints', '/c') },
      { requiredKeys: [] },
    ),
    VpcConfig: record({ Subnets: array(text), SecurityGroupIds: array(text) }, { requiredKeys: [] }),
    Environment: dictionary(text, text),
    more: extra,
  },
  { requiredKeys: ['TrainingJobName'] },
).map(({ more, ...request }) => ({ ...request, ...more }));

const sorted = (request: JsonObject): JsonObject => {
  const { InputDataConfig: channels, ...rest } = request;
  return Array.isArray(channels)
    ? {
        ...rest,
        InputDataConfig: channels.toSorted((left, right) =>
          JSON.stringify(left) < JSON.stringify(right) ? -1 : 1,
        ),
      }
    : rest;
};

describe('An imported request', () => {
  it('is the same request when it leaves again', () => {
    check(
      property(requests, (request) => {
        const imported = importTrainingJob(JSON.stringify(request));
        assert.ok('text' in imported, JSON.stringify(imported));
        const { run, findings } = readRunFile(imported.text, '/work/a.train.json');
        assert.deepEqual(findings, []);
        assert.ok(run);
        const json: JsonObject = JSON.parse(
          JSON.stringify(request, (_, value: unknown) => (value === null ? undefined : value)),
        );
        const again = trainingJob(run, { name: run.name ?? '', image: run.image });
        assert.deepEqual(sorted(again), sorted(plainRequest(json)));
      }),
      { numRuns: 150 },
    );
  });

  it('reads as somebody would have written it', () => {
    const imported = importTrainingJob(
      JSON.stringify({
        TrainingJobName: 'iris-1',
        TrainingJobStatus: 'Completed',
        BillableTimeInSeconds: 61,
        HyperParameters: { epochs: '10', name: 'adam' },
        AlgorithmSpecification: { TrainingImage: image, TrainingInputMode: 'File' },
        RoleArn: 'arn:aws:iam::111122223333:role/me',
        InputDataConfig: [
          {
            ChannelName: 'train',
            DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://bucket/train' } },
          },
        ],
        OutputDataConfig: { S3OutputPath: 's3://bucket/out', KmsKeyId: 'key' },
        ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, VolumeSizeInGB: 30 },
        StoppingCondition: { MaxRuntimeInSeconds: 3600 },
        EnableNetworkIsolation: false,
      }),
    );
    assert.ok('text' in imported);
    assert.equal(imported.name, 'iris-1');
    assert.equal(
      imported.text,
      `// Made from a CreateTrainingJob request.
// To train here, give channels a "local" folder, or let their S3 data be downloaded.
// Left out, since it tells what became of the job: TrainingJobStatus, BillableTimeInSeconds.
{
  "name": "iris-1",

  "image": "${image}",

  "hyperparameters": {
    "epochs": 10,
    "name": "adam"
  },

  "channels": {
    "train": "s3://bucket/train"
  },

  "maxRuntime": 3600,

  // What only SageMaker needs to know.
  // "request" keeps what has no place of its own: OutputDataConfig.
  "cloud": {
    "role": "arn:aws:iam::111122223333:role/me",
    "instanceType": "ml.m5.xlarge",
    "instanceCount": 1,
    "volumeSize": 30,
    "output": "s3://bucket/out",
    "request": {
      "OutputDataConfig": {
        "KmsKeyId": "key"
      }
    }
  }
}
`,
    );
    assert.deepEqual(inspectRunFile(imported.text, '/a').findings, []);
  });

  it('keeps words that look like lists', () => {
    const words = [',', '","', '[', 'a, b'];
    const imported = importTrainingJob(
      JSON.stringify({ TrainingJobName: 'a', AlgorithmSpecification: { ContainerArguments: words } }),
    );
    assert.ok('text' in imported);
    assert.deepEqual(readRunFile(imported.text, '/a').run?.arguments, words);
  });

  it('must be one', () => {
    assert.deepEqual(importTrainingJob('{ "a": 1 }'), {
      wrong:
        'This is no CreateTrainingJob request: it has neither TrainingJobName nor AlgorithmSpecification.',
    });
    assert.deepEqual(importTrainingJob('[]'), { wrong: 'This is no JSON object.' });
    assert.deepEqual(importTrainingJob('{'), { wrong: 'A closing brace is missing.' });
    const twice = { TrainingJobName: 'a', InputDataConfig: [{ ChannelName: 'x' }, { ChannelName: 'x' }] };
    assert.deepEqual(importTrainingJob(JSON.stringify(twice)), { wrong: 'There are two channels x.' });
  });
});
