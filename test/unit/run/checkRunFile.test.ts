import assert from 'node:assert/strict';
import { checkForCloud, inspectRunFile } from '../../../src/core/run/file/check/checkRunFile';
import { localPaths } from '../../../src/core/run/file/localPaths';
import { readRunFile } from '../../../src/core/run/file/readRunFile';

type Parts = Readonly<Record<string, unknown>>;

const textOf = (parts: Parts): string =>
  JSON.stringify('build' in parts ? parts : { image: 'my-training', ...parts });

/** Each finding as its id, severity and the text that it stands on. */
function found(parts: Parts, missing: readonly string[] = []): readonly string[] {
  const text = textOf(parts);
  return inspectRunFile(text, '/work/iris.train.json', new Set(missing)).findings.map(
    ({ id, severity, start, end }) => `${id} ${severity} ${text.slice(start, end)}`,
  );
}

const many = (count: number, value: unknown): Parts =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, value]));
const channel = (parts: Parts): Parts => ({ channels: { train: { local: 'data', ...parts } } });
const metric = (regex: string, name = 'loss'): Parts => ({ metrics: [{ name, regex }] });
const source = { folder: 'src', entry: 'train.py' };
const long = (length: number): string => 'x'.repeat(length);

/** What must be said, and beside it what must not. */
const table: ReadonlyArray<readonly [what: string, bad: Parts, expected: readonly string[], good: Parts]> = [
  ['two images', { image: 'a', build: 'Dockerfile' }, ['RUN202 error "build"'], { build: 'Dockerfile' }],
  ['an empty entry point', { entrypoint: [] }, ['RUN203 error []'], { entrypoint: ['python'] }],
  [
    'too many words',
    { arguments: Array.from({ length: 101 }, () => 'a') },
    [`RUN204 error ${JSON.stringify(Array.from({ length: 101 }, () => 'a'))}`],
    { arguments: Array.from({ length: 100 }, () => 'a') },
  ],
  [
    'a long word',
    { arguments: ['a', long(257)] },
    [`RUN204 error "${long(257)}"`],
    { arguments: [long(256)] },
  ],
  ['a long name', { name: long(64) }, [`RUN205 error "${long(64)}"`], { name: long(63) }],
  ['a name with other characters', { name: 'my_job' }, ['RUN206 error "my_job"'], { name: 'my-job-1' }],
  ['a name that ends with a hyphen', { name: 'job-' }, ['RUN206 error "job-"'], { name: 'a--b' }],
  [
    'too many hyperparameters',
    { hyperparameters: many(101, 1) },
    ['RUN301 error "hyperparameters"'],
    { hyperparameters: many(100, 1) },
  ],
  [
    'too many hyperparameters with those of script mode',
    { hyperparameters: many(99, 1), source },
    ['RUN301 error "hyperparameters"'],
    { hyperparameters: many(98, 1), source },
  ],
  [
    'a long key',
    { hyperparameters: { [long(257)]: 1 } },
    [`RUN302 error "${long(257)}"`],
    { hyperparameters: { [long(256)]: 1 } },
  ],
  [
    'a long value',
    { hyperparameters: { a: long(2501) } },
    [`RUN303 error "${long(2501)}"`],
    { hyperparameters: { a: long(2500) } },
  ],
  [
    'an unknown framework hyperparameter',
    { hyperparameters: { sagemaker_mpi_enable: true } },
    ['RUN304 warning "sagemaker_mpi_enable"'],
    { hyperparameters: { sagemaker_mpi_enabled: true, my_sagemaker_mpi: 1 } },
  ],
  [
    'a program named twice',
    { hyperparameters: { sagemaker_program: 'a.py' }, source },
    ['RUN305 warning "sagemaker_program"'],
    { hyperparameters: { sagemaker_program: 'a.py' } },
  ],
  [
    'a value that a shell takes apart',
    { hyperparameters: { a: 'a;b' }, source },
    ['RUN308 warning "a;b"'],
    { hyperparameters: { a: 'a;b' } },
  ],
  [
    'a value with spaces in script mode',
    { hyperparameters: { a: 'a b', b: '' }, source },
    ['RUN308 info "a b"', 'RUN308 info ""'],
    { hyperparameters: { a: 'ab', b: 1e-3, c: true }, source },
  ],
  [
    'a list in script mode',
    { hyperparameters: { a: [64, 32] }, source },
    ['RUN308 info [64,32]'],
    { hyperparameters: { a: [64, 32] } },
  ],
  [
    'too many channels',
    { channels: many(21, 'data') },
    ['RUN401 error "channels"'],
    { channels: many(20, 'data') },
  ],
  [
    'a bad channel name',
    { channels: { 'a b': 'data' } },
    ['RUN402 error "a b"'],
    { channels: { a_b: 'data' } },
  ],
  [
    'a long channel name',
    { channels: { [long(65)]: 'data' } },
    [`RUN402 error "${long(65)}"`],
    { channels: { [long(64)]: 'data' } },
  ],
  [
    'a channel name that breaks a variable',
    { channels: { 'my-data': 'a', 'b.c': 'b' } },
    ['RUN403 warning "my-data"', 'RUN403 warning "b.c"'],
    { channels: { my_data: 'a' } },
  ],
  [
    'a channel without data',
    { channels: { a: {} } },
    ['RUN404 error "a"'],
    { channels: { a: { s3: 's3://bucket/a' } } },
  ],
  [
    'a foreign address',
    { channels: { a: 'https://a/b' } },
    ['RUN406 error "https://a/b"'],
    channel({ local: 'file:///a' }),
  ],
  [
    'a bad address in S3',
    { channels: { a: 's3://B/a' } },
    ['RUN406 error "s3://B/a"'],
    { channels: { a: 's3://my.bucket' } },
  ],
  [
    'Gzip without Pipe',
    channel({ compression: 'Gzip' }),
    ['RUN407 error "Gzip"'],
    channel({ compression: 'None' }),
  ],
  [
    'FastFile with a manifest',
    channel({ mode: 'FastFile', s3DataType: 'ManifestFile' }),
    ['RUN408 error "ManifestFile"'],
    channel({ mode: 'FastFile' }),
  ],
  [
    'an augmented manifest without attributes, as files',
    channel({ s3DataType: 'AugmentedManifestFile' }),
    ['RUN409 error "AugmentedManifestFile"', 'RUN409 error "AugmentedManifestFile"'],
    channel({ s3DataType: 'ManifestFile' }),
  ],
  [
    'an augmented manifest that only SageMaker can stream',
    {
      channels: {
        train: {
          s3: 's3://bucket/m',
          mode: 'Pipe',
          s3DataType: 'AugmentedManifestFile',
          attributeNames: ['a'],
        },
      },
    },
    ['RUN411 info "Pipe"', 'RUN412 info "AugmentedManifestFile"'],
    channel({}),
  ],
  [
    'attributes of no manifest',
    channel({ attributeNames: ['a'] }),
    ['RUN409 warning "attributeNames"'],
    channel({}),
  ],
  [
    'records without Pipe',
    channel({ recordWrapper: 'RecordIO' }),
    ['RUN410 warning "RecordIO"'],
    channel({}),
  ],
  [
    'Pipe on this machine',
    channel({ mode: 'Pipe', compression: 'Gzip' }),
    ['RUN411 info "Pipe"'],
    channel({ mode: 'File' }),
  ],
  [
    'an expression that can take for ever',
    metric('loss=(a+)+$'),
    ['RUN607 warning "loss=(a+)+$"'],
    metric('loss=((\\d+\\.)*\\d+)'),
  ],
  [
    'too many variables',
    { environment: many(101, 'a') },
    ['RUN501 error "environment"'],
    { environment: many(100, 'a') },
  ],
  [
    'a bad variable',
    { environment: { 'MY-VAR': 'a' } },
    ['RUN502 error "MY-VAR"'],
    { environment: { _MY_VAR1: 'a' } },
  ],
  [
    'a long variable',
    { environment: { A: long(513) } },
    [`RUN503 error "${long(513)}"`],
    { environment: { A: long(512) } },
  ],
  [
    'AWS keys',
    { environment: { AWS_SECRET_ACCESS_KEY: 'a', KEY: 'AKIAIOSFODNN7EXAMPLE' } },
    ['RUN504 error "a"', 'RUN504 error "AKIAIOSFODNN7EXAMPLE"'],
    { environment: { AWS_REGION: 'eu-west-1', AWS_PROFILE: 'me' } },
  ],
  [
    'too many metrics',
    { metrics: Array.from({ length: 41 }, (_, index) => ({ name: `m${index}`, regex: '(a)' })) },
    ['RUN601 error "metrics"'],
    { metrics: Array.from({ length: 40 }, (_, index) => ({ name: `m${index}`, regex: '(a)' })) },
  ],
  ['a metric without a name', metric('(a)', ''), ['RUN602 error ""'], metric('(a)', long(255))],
  [
    'a long expression',
    metric(`(${long(499)})`),
    [`RUN603 error "(${long(499)})"`],
    metric(`(${long(498)})`),
  ],
  [
    'an expression that is none',
    metric('loss=([0-9]+'),
    ['RUN604 error "loss=([0-9]+"'],
    metric('loss=([0-9]+)'),
  ],
  ['an expression that ends in the middle', metric('(a)\\'), ['RUN604 error "(a)\\\\"'], metric('(a)\\\\')],
  [
    'an expression without a group',
    metric('loss=(?:a)'),
    ['RUN605 warning "loss=(?:a)"'],
    metric('(?P<v>a)'),
  ],
  [
    'a metric twice',
    { metrics: [...Array(2)].map(() => ({ name: 'a', regex: '(a)' })) },
    ['RUN606 warning "a"'],
    metric('(a)|b'),
  ],
  [
    'a size that is none',
    { local: { shmSize: 'big' } },
    ['RUN701 error "big"'],
    { local: { shmSize: '512m' } },
  ],
  ['no memory', { local: { memory: '0g' } }, ['RUN702 error "0g"'], { local: { memory: '1.5GB' } }],
  [
    'hosts on the network of this machine',
    { local: { hosts: 2, network: 'host' } },
    ['RUN703 error "host"'],
    { local: { hosts: 2, network: 'bridge' } },
  ],
  [
    'isolation on the network of this machine',
    { networkIsolation: true, local: { network: 'host' } },
    ['RUN704 error "host"'],
    { networkIsolation: true },
  ],
  [
    'no platform',
    { local: { platform: 'amd64' } },
    ['RUN705 error "amd64"'],
    { local: { platform: 'linux/arm64/v8' } },
  ],
  [
    'GPUs that are none',
    { local: { gpus: ['first'] } },
    ['RUN706 error "first"'],
    { local: { gpus: [0, '1', 'GPU-8f6d3c2e-0000'] } },
  ],
  ['an empty list of GPUs', { local: { gpus: [] } }, ['RUN706 warning []'], { local: { gpus: 'none' } }],
  [
    'a relative place for checkpoints',
    { checkpoints: { path: 'ckpt' } },
    ['RUN801 error "ckpt"'],
    { checkpoints: { path: '/ckpt' } },
  ],
  [
    'checkpoints nowhere',
    { checkpoints: { s3: 'bucket/a' } },
    ['RUN802 error "bucket/a"'],
    { checkpoints: { s3: 's3://bucket/a' } },
  ],
];

describe('A run file is checked for', () => {
  for (const [what, bad, expected, good] of table)
    it(what, () => assert.deepEqual({ bad: found(bad), good: found(good) }, { bad: expected, good: [] }));

  it('having an image at all', () => {
    const [finding] = inspectRunFile('{}', '/a').findings;
    assert.equal(finding?.id, 'RUN201');
    assert.deepEqual(found({ image: 1 }), ['RUN104 error 1']);
  });

  it('numbers that would be others as text', () => {
    const text =
      '{ "image": "a", "hyperparameters": { "a": 12345678901234567890, "b": 1.0, "c": 1.5, "d": 10 } }';
    assert.deepEqual(
      inspectRunFile(text, '/a').findings.map(({ id, start, end }) => `${id} ${text.slice(start, end)}`),
      ['RUN306 12345678901234567890', 'RUN307 1.0'],
    );
  });

  it('paths that lead nowhere, when somebody looked', () => {
    const parts = {
      build: { dockerfile: 'docker/Dockerfile', context: 'docker' },
      channels: { a: 'data', b: { local: 'more' } },
      source,
    };
    const { run } = readRunFile(textOf(parts), '/a');
    assert.ok(run);
    assert.deepEqual(localPaths(run), ['docker/Dockerfile', 'docker', 'data', 'more', 'src', 'src/train.py']);
    assert.deepEqual(found(parts), []);
    assert.deepEqual(found(parts, localPaths(run)), [
      'RUN207 error "docker/Dockerfile"',
      'RUN207 error "docker"',
      'RUN405 error "data"',
      'RUN405 error "more"',
      'RUN208 error "src"',
    ]);
    assert.deepEqual(found(parts, ['src/train.py']), ['RUN208 error "train.py"']);
  });
});

describe('The cloud section', () => {
  const cloud = {
    role: 'arn:aws:iam::111122223333:role/service-role/me',
    instanceType: 'ml.m5.xlarge',
    output: 's3://bucket/out',
    image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/mine:1',
  };
  const needed = (parts: Parts): readonly string[] =>
    checkForCloud(readRunFile(textOf(parts), '/a')).map(({ id, severity }) => `${id} ${severity}`);

  it('is asked for only by those who go there', () => {
    const parts = { channels: { train: 'data' }, checkpoints: true };
    assert.deepEqual(found(parts), []);
    assert.deepEqual(needed(parts), [
      'RUN911 error',
      'RUN912 error',
      'RUN913 error',
      'RUN914 error',
      'RUN915 error',
      'RUN916 error',
    ]);
  });

  it('is hinted at where it has begun', () => {
    assert.deepEqual(found({ cloud: { role: cloud.role, instanceType: cloud.instanceType } }), [
      'RUN913 hint "cloud"',
      'RUN914 hint "cloud"',
    ]);
  });

  it('may be whole', () => {
    const parts = { cloud, channels: { train: { local: 'data', s3: 's3://bucket/train' } } };
    assert.deepEqual(found(parts), []);
    assert.deepEqual(needed(parts), []);
  });

  it('may be a request', () => {
    const request = { RoleArn: 'a', ResourceConfig: {}, OutputDataConfig: {}, AlgorithmSpecification: {} };
    assert.deepEqual(needed({ cloud: { request } }), []);
  });

  for (const [what, parts, expected] of [
    ['spot without an end', { spot: true }, ['RUN901 warning "spot"', 'RUN904 info "spot"']],
    ['an end without spot', { maxWait: 5 }, ['RUN902 warning "maxWait"']],
    ['too short a wait', { spot: true, maxWait: 3600 }, ['RUN904 info "spot"', 'RUN903 warning 3600']],
    ['no role', { role: 'me' }, ['RUN905 warning "me"']],
    ['no instance type', { instanceType: 'm5.xlarge' }, ['RUN906 warning "m5.xlarge"']],
    ['no address', { output: 'bucket' }, ['RUN907 warning "bucket"']],
    ['a long tag', { tags: { a: long(256), b: long(257) } }, ['RUN909 warning "b"']],
    ['no subnets', { vpc: { subnets: [], securityGroups: ['sg-1'] } }, ['RUN908 warning []']],
  ] as const)
    it(`is checked for ${what}`, () => assert.deepEqual(found({ cloud: { ...cloud, ...parts } }), expected));
});
