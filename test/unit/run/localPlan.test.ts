import assert from 'node:assert/strict';
import { assert as check, property } from 'fast-check';
import { readRunFile } from '../../../src/core/run/file/readRunFile';
import type { RunFile } from '../../../src/core/run/file/runFile';
import { hostNames } from '../../../src/core/run/local/configFiles';
import { jobName } from '../../../src/core/run/local/jobName';
import { localPlan, type HostPlan, type LocalPlan } from '../../../src/core/run/local/localPlan';
import { trainingJob } from '../../../src/core/run/request/trainingJob';
import { filesOf } from '../userFile/shapeArbitrary';
import { runFields } from '../../../src/core/run/file/shape/runFields';

const gigabyte = 1024 ** 3;

const plan = (run: RunFile): LocalPlan =>
  localPlan(run, {
    jobName: 'job-1',
    image: 'img',
    memoryBytes: 16 * gigabyte,
    channelSource: (channel) => ({ path: `/data/${channel}`, kind: 'folder' }),
    checkpoints: '/kept',
    region: 'eu-central-1',
  });

const read = (file: object): RunFile => {
  const { run } = readRunFile(JSON.stringify(file), '/w/job.train.json');
  assert.ok(run);
  return run;
};

const config = (host: HostPlan | undefined, name: string): unknown => {
  const text = host?.files[`input/config/${name}`];
  return text === undefined ? undefined : JSON.parse(text);
};

/** The same facts, read out of either projection. */
const ofPlan = ({ hosts, entrypoint, command, maxRuntime, network }: LocalPlan) => ({
  hyperparameters: config(hosts[0], 'hyperparameters.json'),
  channels: config(hosts[0], 'inputdataconfig.json'),
  metrics: config(hosts[0], 'metric-definition-regex.json'),
  checkpoints: config(hosts[0], 'checkpointconfig.json'),
  entrypoint,
  arguments: command.length === 1 && command[0] === 'train' ? undefined : command,
  maxRuntime: maxRuntime ?? 86_400,
  isolated: network === 'isolated',
});

interface Request {
  readonly HyperParameters: unknown;
  readonly InputDataConfig?: ReadonlyArray<{
    readonly ChannelName: string;
    readonly InputMode?: string;
    readonly ContentType?: string;
    readonly RecordWrapperType?: string;
    readonly DataSource?: { readonly S3DataSource?: { readonly S3DataDistributionType?: string } };
  }>;
  readonly AlgorithmSpecification: {
    readonly TrainingInputMode: string;
    readonly ContainerEntrypoint?: readonly string[];
    readonly ContainerArguments?: readonly string[];
    readonly MetricDefinitions?: unknown;
  };
  readonly CheckpointConfig?: { readonly LocalPath?: string };
  readonly StoppingCondition: { readonly MaxRuntimeInSeconds: number };
  readonly EnableNetworkIsolation?: boolean;
}

const ofRequest = (request: Request) => {
  const { AlgorithmSpecification: algorithm, InputDataConfig: channels = [] } = request;
  const start = algorithm.ContainerArguments ?? (algorithm.ContainerEntrypoint ? [] : undefined);
  return {
    hyperparameters: request.HyperParameters,
    channels: Object.fromEntries(
      channels.map(({ ChannelName, InputMode, ContentType, RecordWrapperType, DataSource }) => [
        ChannelName,
        {
          TrainingInputMode: InputMode ?? algorithm.TrainingInputMode,
          S3DistributionType: DataSource?.S3DataSource?.S3DataDistributionType ?? 'FullyReplicated',
          RecordWrapperType: RecordWrapperType ?? 'None',
          ...(ContentType === undefined ? {} : { ContentType }),
        },
      ]),
    ),
    metrics: algorithm.MetricDefinitions ?? [],
    checkpoints: request.CheckpointConfig && {
      LocalPath: request.CheckpointConfig.LocalPath ?? '/opt/ml/checkpoints',
    },
    entrypoint: algorithm.ContainerEntrypoint,
    arguments: start?.length === 1 && start[0] === 'train' ? undefined : start,
    maxRuntime: request.StoppingCondition.MaxRuntimeInSeconds,
    isolated: request.EnableNetworkIsolation ?? false,
  };
};

describe('A run on this machine', () => {
  it('is the same job as on SageMaker', () => {
    check(
      property(filesOf(runFields, false), (file) => {
        const { run } = readRunFile(JSON.stringify(file), '/w/job.train.json');
        assert.ok(run);
        // What is laid over the request is only for the cloud; what a request cannot hold without S3 is not compared.
        const { cloud: _, ...here } = run;
        const checkpoints = here.checkpoints ? { checkpoints: { ...here.checkpoints, s3: 's3://b/c' } } : {};
        const channels = Object.fromEntries(
          Object.entries(here.channels).map(([name, channel]) => [name, { ...channel, s3: 's3://b/x' }]),
        );
        const same: RunFile = { ...here, ...checkpoints, channels };
        const request: Request = JSON.parse(
          JSON.stringify(trainingJob(same, { name: 'job-1', submitDirectory: '/opt/ml/code' })),
        );
        const planned: unknown = JSON.parse(JSON.stringify(ofPlan(plan(same))));
        assert.deepEqual(planned, JSON.parse(JSON.stringify(ofRequest(request))));
      }),
      { numRuns: 300 },
    );
  });

  const starts: ReadonlyArray<[object, LocalPlan['entrypoint'], readonly string[]]> = [
    [{}, undefined, ['train']],
    [{ entrypoint: ['a', 'b'] }, ['a', 'b'], []],
    [{ arguments: ['x'] }, undefined, ['x']],
    [{ entrypoint: ['a'], arguments: ['x'] }, ['a'], ['x']],
  ];
  for (const [file, entrypoint, command] of starts) {
    it(`starts as SageMaker does: ${JSON.stringify(file)}`, () => {
      const made = plan(read({ image: 'a', ...file }));
      assert.deepEqual([made.entrypoint, made.command], [entrypoint, command]);
    });
  }

  it('sorts hosts as AWS does', () => {
    assert.deepEqual(hostNames(11), [
      'algo-1',
      'algo-10',
      'algo-11',
      'algo-2',
      'algo-3',
      'algo-4',
      'algo-5',
      'algo-6',
      'algo-7',
      'algo-8',
      'algo-9',
    ]);
  });

  it('has half of the memory as shared memory, or what the file says', () => {
    assert.equal(plan(read({ image: 'a' })).shmBytes, 8 * gigabyte);
    for (const [text, bytes] of [
      ['1g', gigabyte],
      ['512m', 512 * 1024 ** 2],
      ['1.5GB', 1.5 * gigabyte],
      ['64kib', 64 * 1024],
      ['100', 100],
    ] as const)
      assert.equal(plan(read({ image: 'a', local: { shmSize: text } })).shmBytes, bytes, text);
  });

  it('mounts a file as a file of its channel, and makes the place for it', () => {
    const run = read({ image: 'a', channels: { train: 'x.csv' } });
    const made = localPlan(run, {
      jobName: 'job',
      image: 'a',
      memoryBytes: 1,
      channelSource: () => ({ path: '/w/x.csv', kind: 'file' }),
      checkpoints: '/kept',
      region: 'r',
    });
    assert.deepEqual(made.hosts[0]?.mounts, [
      { source: '/w/x.csv', target: '/opt/ml/input/data/train/x.csv', readOnly: true },
    ]);
    assert.equal(made.hosts[0]?.files['input/data/train/x.csv'], '');
  });

  it('lets the file have the last word on the environment', () => {
    const { environment } = plan(read({ image: 'a', environment: { AWS_REGION: 'x', MINE: '1' } }));
    assert.equal(environment['AWS_REGION'], 'x');
    assert.equal(environment['MINE'], '1');
    assert.equal(
      environment['TRAINING_JOB_ARN'],
      'arn:aws:sagemaker:eu-central-1:000000000000:training-job/job-1',
    );
  });
});

describe('The name of a job', () => {
  const noon = new Date(Date.UTC(2026, 0, 2, 12, 0, 0, 7));
  it('is one that AWS accepts, whatever the file is called', () => {
    assert.equal(jobName('iris', noon), 'iris-2026-01-02-12-00-00-007');
    assert.equal(jobName('__ä', noon), 'run-2026-01-02-12-00-00-007');
    check(
      property(filesOf(runFields, true), (value) => {
        const name = jobName(JSON.stringify(value), noon);
        assert.match(name, /^[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,62}$/);
      }),
    );
  });
});
