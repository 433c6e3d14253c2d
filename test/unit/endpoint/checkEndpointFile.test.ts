import assert from 'node:assert/strict';
import { checkForCloud, inspectEndpointFile } from '../../../src/core/endpoint/file/check/checkEndpointFile';
import { endpointPaths } from '../../../src/core/endpoint/file/endpointPaths';
import { readEndpointFile } from '../../../src/core/endpoint/file/readEndpointFile';

type Parts = Readonly<Record<string, unknown>>;

/** Each finding as its id, severity and the text that it stands on. */
function foundIn(file: Parts, missing: readonly string[] = []): readonly string[] {
  const text = JSON.stringify(file);
  return inspectEndpointFile(text, '/work/iris.endpoint.json', new Set(missing)).findings.map(
    ({ id, severity, start, end }) => `${id} ${severity} ${text.slice(start, end)}`,
  );
}

const variant = (parts: Parts = {}): Parts =>
  'build' in parts || 'containers' in parts
    ? { name: 'main', ...parts }
    : { name: 'main', image: 'mine', ...parts };
const one = (parts: Parts, more: Parts = {}): Parts => ({ variants: [variant(parts)], ...more });
const several = (containers: readonly Parts[], parts: Parts = {}): Parts => one({ containers, ...parts });
const members = (count: number, parts: Parts = {}): readonly Parts[] =>
  Array.from({ length: count }, () => ({ image: 'mine', ...parts }));
const variants = (...weights: readonly number[]): Parts => ({
  variants: weights.map((weight, index) => variant({ name: `v${index}`, weight })),
});
const serverless = { memory: 2048, concurrency: 5 };
const onInstances = (scaling: Parts, more: Parts = {}): Parts =>
  one({ instanceType: 'ml.m5.large', scaling: { min: 1, max: 4, target: 70, ...scaling } }, more);
const answers = { async: { output: 's3://bucket/answers' } };
const shadow = { shadow: variant({ name: 'next' }) };
const many = (count: number, value: unknown): Parts =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, value]));
const long = (length: number): string => 'x'.repeat(length);

/** What must be said, and beside it what must not. */
const table: ReadonlyArray<readonly [what: string, bad: Parts, expected: readonly string[], good: Parts]> = [
  [
    'a sample request of no type',
    one({}, { local: { sample: { file: 'a', contentType: 'csv' } } }),
    ['END712 error "csv"'],
    one({}, { local: { sample: { file: 'a', contentType: 'text/csv; charset=utf-8' } } }),
  ],
  ['no variant', { variants: [] }, ['END201 error []'], one({})],
  [
    'too many variants',
    variants(...Array.from({ length: 11 }, () => 1)),
    ['END202 error "variants"'],
    variants(...Array.from({ length: 10 }, () => 1)),
  ],
  ['a long name', one({}, { name: long(64) }), [`END203 error "${long(64)}"`], one({}, { name: long(63) })],
  ['a bad name', one({}, { name: 'my_name' }), ['END204 error "my_name"'], one({}, { name: 'a--1' })],
  ['a bad name of a variant', one({ name: '-a' }), ['END205 error "-a"'], one({ name: 'A-1' })],
  [
    'a long name of a variant',
    one({ name: long(64) }),
    [`END205 error "${long(64)}"`],
    one({ name: long(63) }),
  ],
  [
    'two variants of one name',
    { variants: [variant(), variant()] },
    ['END206 error "main"'],
    { variants: [variant(), variant({ name: 'Main' })] },
  ],
  [
    'a shadow with the name of a variant',
    one({}, { shadow: variant() }),
    ['END206 error "main"'],
    one({}, shadow),
  ],
  ['no image', { variants: [{ name: 'a' }] }, ['END211 error {'], one({})],
  ['no image of a container', several([{ image: 'a' }, {}]), ['END211 error {'], several(members(2))],
  [
    'two images',
    one({ image: 'a', build: 'Dockerfile' }),
    ['END212 error "build"'],
    one({ build: 'Dockerfile' }),
  ],
  [
    'no image in ECR',
    one({ ecrImage: 'mine:1' }),
    ['END213 error "mine:1"'],
    one({ ecrImage: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/mine:1' }),
  ],
  [
    'a foreign place of a model',
    one({ model: 'https://a/model.tar.gz' }),
    ['END302 error "https://a/model.tar.gz"'],
    one({ model: 'file:///a/model.tar.gz' }),
  ],
  [
    'a bad address',
    one({ model: 's3://B/m/' }),
    ['END303 error "s3://B/m/"'],
    one({ model: 's3://my.bucket' }),
  ],
  [
    'archives that nobody unpacks',
    one({ model: { local: 'model.zip', s3: 's3://bucket/model.tgz' } }),
    ['END304 error "model.zip"', 'END304 error "s3://bucket/model.tgz"'],
    one({ model: { local: 'model.tar.gz', s3: 's3://bucket/model.tar.gz' } }),
  ],
  ['a model nowhere', one({ model: {} }), ['END305 error {}'], one({ model: { local: '.' } })],
  [
    'a file in S3 that is taken for a folder',
    one({ model: 's3://bucket/model.pkl' }),
    ['END306 warning "s3://bucket/model.pkl"'],
    one({ model: 's3://my.bucket/v1.0' }),
  ],
  [
    'many models nowhere',
    one({ multiModel: true }),
    ['END307 error "multiModel"'],
    one({ multiModel: true, model: { local: 'models', s3: 's3://bucket/models' } }),
  ],
  [
    'many models in one archive',
    one({ multiModel: true, model: { local: 'a.tar.gz', s3: 's3://bucket/a.tar.gz' } }),
    ['END308 error "a.tar.gz"', 'END308 error "s3://bucket/a.tar.gz"'],
    one({ multiModel: true, model: 'models' }),
  ],
  ['a pipeline of one', several(members(1)), ['END401 error "containers"'], several(members(2))],
  ['a pipeline of none', several([]), ['END401 error "containers"'], several(members(15))],
  ['too long a pipeline', several(members(16)), ['END401 error "containers"'], several(members(15))],
  [
    'a container beside containers',
    several(members(2), { image: 'a', model: 'm' }),
    ['END402 error "image"', 'END402 error "model"'],
    several(members(2, { model: 'm' })),
  ],
  [
    'a way to call one container',
    one({ invocation: 'Direct' }),
    ['END403 warning "invocation"'],
    several(members(2), { invocation: 'Serial' }),
  ],
  [
    'a container that nobody can call',
    several([{ name: 'a', image: 'a' }, { image: 'b' }], { invocation: 'Direct' }),
    ['END404 error {'],
    several(
      [
        { name: 'a', image: 'a' },
        { name: 'b', image: 'b' },
      ],
      { invocation: 'Direct' },
    ),
  ],
  [
    'a container without a name among others',
    several([{ name: 'a', image: 'a' }, { image: 'b' }]),
    ['END405 error {'],
    several(members(2)),
  ],
  [
    'a bad name of a container',
    several([
      { name: 'a.b', image: 'a' },
      { name: 'b', image: 'b' },
    ]),
    ['END406 error "a.b"'],
    several([
      { name: 'a-b', image: 'a' },
      { name: 'b', image: 'b' },
    ]),
  ],
  [
    'two containers of one name',
    several(members(2, { name: 'a' })),
    ['END407 error "a"'],
    several([
      { name: 'a', image: 'a' },
      { name: 'b', image: 'a' },
    ]),
  ],
  [
    'too many variables',
    one({ environment: many(101, 'a') }),
    ['END501 error "environment"'],
    one({ environment: many(100, 'a') }),
  ],
  [
    'a bad variable',
    one({ environment: { '1A': 'a' } }),
    ['END502 error "1A"'],
    one({ environment: { [long(1024)]: '' } }),
  ],
  [
    'a long variable',
    one({ environment: { A: long(1025) } }),
    [`END503 error "${long(1025)}"`],
    one({ environment: { A: long(1024) } }),
  ],
  [
    'AWS keys',
    one({ environment: { AWS_SECRET_ACCESS_KEY: 'a', KEY: 'AKIAIOSFODNN7EXAMPLE' } }),
    ['END504 error "a"', 'END504 error "AKIAIOSFODNN7EXAMPLE"'],
    one({ environment: { AWS_REGION: 'eu-west-1' } }),
  ],
  [
    'much in all variables together',
    one({ environment: many(50, 'ä'.repeat(400)) }),
    ['END505 error "environment"'],
    one({ environment: many(50, 'a'.repeat(400)) }),
  ],
  [
    'much in all variables of a pipeline',
    several(members(2, { environment: many(20, long(1000)) })),
    ['END505 error "containers"'],
    several(members(2, { environment: many(16, long(1000)) })),
  ],
  ['too large a weight', variants(1e39, 1), ['END601 error 1e+39'], variants(1e38, 1)],
  ['no weight at all', variants(0, 0), ['END602 error 0'], variants(0, 0.1)],
  [
    'instances of a serverless variant',
    one({ serverless, instanceType: 'ml.m5.large', instances: 1 }),
    ['END611 error "instanceType"', 'END611 error "instances"'],
    one({ serverless }),
  ],
  [
    'a memory between the steps',
    one({ serverless: { ...serverless, memory: 1500 } }),
    ['END613 error 1500'],
    one({ serverless: { ...serverless, memory: 6144 } }),
  ],
  [
    'more kept warm than may run',
    one({ serverless: { ...serverless, provisioned: 6 } }),
    ['END614 error 6'],
    one({ serverless: { ...serverless, provisioned: 5 } }),
  ],
  [
    'a serverless variant among others',
    { variants: [variant({ serverless }), variant({ name: 'next' })] },
    ['END615 error "variants"'],
    { variants: [variant({ serverless })] },
  ],
  [
    'a serverless variant of many models',
    one({ serverless, multiModel: true, model: 'models' }),
    ['END616 error "multiModel"'],
    one({ serverless, multiModel: false, model: 'model' }),
  ],
  [
    'a serverless pipeline',
    several(members(2), { serverless }),
    ['END617 error "containers"'],
    several(members(2)),
  ],
  [
    'a serverless variant with a prefix',
    one({ serverless, model: 's3://bucket/model/' }),
    ['END618 error "s3://bucket/model/"'],
    one({ serverless, model: 's3://bucket/model.tar.gz' }),
  ],
  [
    'GPUs of a serverless variant',
    one({ serverless }, { local: { gpus: 'all' } }),
    ['END619 warning "all"'],
    one({}, { local: { gpus: 'all' } }),
  ],
  [
    'serverless limits here in no step of memory',
    one({}, { local: { serverless: { ...serverless, memory: 1500 } } }),
    ['END613 error 1500'],
    one({}, { local: { serverless } }),
  ],
  [
    'serverless limits here for what is asynchronous here',
    one({}, { local: { serverless, async: true } }),
    ['END623 error "serverless"'],
    one({}, { local: { async: true } }),
  ],
  [
    'serverless limits here for an asynchronous endpoint',
    one({}, { ...answers, local: { serverless } }),
    ['END623 error "serverless"'],
    one({}, answers),
  ],
  [
    'serverless limits here for a pipeline',
    { ...several(members(2)), local: { serverless } },
    ['END624 warning "serverless"'],
    several(members(2)),
  ],
  [
    'isolation of a serverless endpoint',
    one({ serverless }, { networkIsolation: true }),
    ['END621 error "networkIsolation"'],
    one({ serverless }, { networkIsolation: false }),
  ],
  [
    'a serverless endpoint that is asynchronous',
    one({ serverless }, answers),
    ['END622 error "async"'],
    one({}, answers),
  ],
  [
    'a shadow of several variants',
    { ...variants(1, 1), ...shadow },
    ['END631 error "shadow"'],
    one({}, shadow),
  ],
  [
    'a shadow of a pipeline',
    { ...several(members(2)), ...shadow },
    ['END632 error "shadow"'],
    { ...one({}), ...shadow },
  ],
  [
    'a shadow of many models that answers later',
    { ...one({ multiModel: true, model: 'models' }), ...shadow, ...answers },
    ['END632 error "shadow"', 'END632 error "shadow"'],
    { ...one({ multiModel: true, model: 'models' }), ...answers },
  ],
  [
    'a serverless shadow',
    one({}, { shadow: variant({ name: 'next', serverless }) }),
    ['END632 error "shadow"'],
    one({}, shadow),
  ],
  [
    'a shadow on Inf1',
    one({ instanceType: 'ml.inf1.xlarge' }, shadow),
    ['END633 error "shadow"'],
    one({ instanceType: 'ml.inf2.xlarge' }, shadow),
  ],
  [
    'answers that go nowhere',
    one({}, { async: { output: 'bucket', failures: 'S3://b' } }),
    ['END651 error "bucket"', 'END652 error "S3://b"'],
    one({}, { async: { output: 's3://bucket/a', failures: 's3://bucket/f' } }),
  ],
  [
    'topics that are none',
    one({}, { async: { ...answers.async, notifications: { success: 'answers' } } }),
    ['END653 error "answers"'],
    one(
      {},
      {
        async: {
          ...answers.async,
          notifications: { error: 'arn:aws-cn:sns:cn-north-1:111122223333:my.topic-1_a' },
        },
      },
    ),
  ],
  [
    'sizes that are none',
    one({}, { local: { shmSize: 'big', memory: '0g' } }),
    ['END701 error "big"', 'END702 error "0g"'],
    one({}, { local: { shmSize: '512m', memory: '1g' } }),
  ],
  [
    'no platform',
    one({}, { local: { platform: 'amd64' } }),
    ['END705 error "amd64"'],
    one({}, { local: { platform: 'linux/amd64' } }),
  ],
  [
    'GPUs that are none',
    one({}, { local: { gpus: ['first'] } }),
    ['END706 error "first"'],
    one({}, { local: { gpus: [0] } }),
  ],
  [
    'a least above the most',
    onInstances({ min: 5 }),
    ['END801 error 5'],
    one({ instances: 4, scaling: { min: 4, max: 4, target: 1 } }),
  ],
  ['no instances', onInstances({ min: 0 }), ['END802 error 0'], onInstances({ min: 0 }, answers)],
  [
    'burstable instances that scale',
    one({ instanceType: 'ml.t2.medium', scaling: { min: 1, max: 2, target: 1 } }),
    ['END803 error "ml.t2.medium"'],
    one({ instanceType: 'ml.trn1.2xlarge', scaling: { min: 1, max: 2, target: 1 } }),
  ],
  [
    'concurrency that instances do not have',
    onInstances({ metric: 'SageMakerVariantProvisionedConcurrencyUtilization' }),
    ['END804 error "SageMakerVariantProvisionedConcurrencyUtilization"'],
    onInstances({ metric: 'SageMakerVariantConcurrentRequestsPerModelHighResolution' }),
  ],
  [
    'a backlog that only asynchronous endpoints have',
    onInstances({ metric: 'ApproximateBacklogSizePerInstance' }),
    ['END804 error "ApproximateBacklogSizePerInstance"'],
    onInstances({ metric: 'ApproximateBacklogSizePerInstance' }, answers),
  ],
  [
    'invocations that asynchronous endpoints do not count',
    onInstances({ metric: 'SageMakerVariantInvocationsPerInstance' }, answers),
    ['END804 error "SageMakerVariantInvocationsPerInstance"'],
    onInstances({}, answers),
  ],
  [
    'invocations of a serverless variant',
    one({
      serverless: { ...serverless, provisioned: 1 },
      scaling: { min: 1, max: 5, target: 0.7, metric: 'SageMakerVariantInvocationsPerInstance' },
    }),
    ['END804 error "SageMakerVariantInvocationsPerInstance"'],
    one({ serverless: { ...serverless, provisioned: 1 }, scaling: { min: 1, max: 5, target: 0.7 } }),
  ],
  ['a start outside the range', onInstances({ min: 2 }), ['END805 info 2'], onInstances({ min: 1, max: 1 })],
  [
    'scaling of what is not provisioned',
    one({ serverless, scaling: { min: 1, max: 6, target: 0.7 } }),
    ['END806 error 6', 'END807 error 6'],
    one({ serverless: { ...serverless, provisioned: 1 }, scaling: { min: 1, max: 5, target: 0.7 } }),
  ],
  ['a target of nothing', onInstances({ target: 0 }), ['END808 error 0'], onInstances({ target: 0.01 })],
  [
    'no instance type',
    one({ instanceType: 'm5.large' }),
    ['END906 warning "m5.large"'],
    one({ instanceType: 'ml.p4de.24xlarge' }),
  ],
];

describe('An endpoint file is checked for', () => {
  for (const [what, bad, expected, good] of table)
    it(what, () => assert.deepEqual({ bad: foundIn(bad), good: foundIn(good) }, { bad: expected, good: [] }));

  it('paths that lead nowhere, when somebody looked', () => {
    const file = {
      local: { sample: 'a.csv' },
      variants: [
        variant({ build: { dockerfile: 'docker/Dockerfile', context: 'docker' }, model: 'model' }),
        { name: 'two', containers: [{ image: 'a', model: { local: 'm.tar.gz' } }, { build: 'Dockerfile' }] },
      ],
    };
    const { endpoint } = readEndpointFile(JSON.stringify(file), '/a');
    assert.ok(endpoint);
    const paths = endpointPaths(endpoint);
    assert.deepEqual(paths, ['a.csv', 'docker/Dockerfile', 'docker', 'model', 'm.tar.gz', 'Dockerfile']);
    assert.deepEqual(foundIn(file), []);
    assert.deepEqual(foundIn(file, paths), [
      'END711 warning "a.csv"',
      'END214 error "docker/Dockerfile"',
      'END214 error "docker"',
      'END301 error "model"',
      'END301 error "m.tar.gz"',
      'END214 error "Dockerfile"',
    ]);
  });
});

describe('The cloud section of an endpoint', () => {
  const cloud = { role: 'arn:aws:iam::111122223333:role/service-role/me' };
  const ecrImage = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/mine:1';
  const needed = (file: Parts): readonly string[] => {
    const text = JSON.stringify(file);
    return checkForCloud(readEndpointFile(text, '/a')).map(
      ({ id, start, end }) => `${id} ${text.slice(start, end)}`,
    );
  };

  it('is asked for only by those who go there', () => {
    const file = one({ model: 'model' });
    assert.deepEqual(foundIn(file), []);
    assert.deepEqual(needed(file), ['END911 {', 'END912 "name"', 'END914 "image"', 'END915 "model"']);
  });

  it('may be whole', () => {
    const whole = [
      one({ image: ecrImage, model: 's3://bucket/m/', instanceType: 'ml.m5.large' }, { cloud }),
      one(
        { build: 'Dockerfile', ecrImage, model: { local: 'm', s3: 's3://bucket/m.tar.gz' }, serverless },
        { cloud },
      ),
    ];
    assert.deepEqual(whole.map(needed), [[], []]);
    assert.deepEqual(
      whole.map((file) => foundIn(file)),
      [[], []],
    );
  });

  it('is whole for each of several containers', () => {
    const containers = [{ image: ecrImage }, { build: 'Dockerfile', model: 'm' }];
    assert.deepEqual(needed(several(containers, { instanceType: 'ml.m5.large' })), [
      'END911 {',
      'END914 "build"',
      'END915 "model"',
    ]);
  });

  for (const [what, parts, expected] of [
    ['no role', { role: 'me' }, ['END905 warning "me"']],
    ['no subnets', { vpc: { subnets: [], securityGroups: ['sg-1'] } }, ['END908 warning []']],
    ['a tag without a key', { tags: { '': 'a', b: long(256) } }, ['END909 warning ""']],
    ['too many tags', { tags: many(51, 'a') }, ['END909 warning "tags"']],
    ['no place for what is captured', { dataCapture: { output: 'b' } }, ['END907 warning "b"']],
  ] as const)
    it(`is checked for ${what}`, () =>
      assert.deepEqual(
        foundIn(one({ image: ecrImage, instanceType: 'ml.m5.large' }, { cloud: { ...cloud, ...parts } })),
        expected,
      ));

  it('is not all there for serverless endpoints', () => {
    const file = one(
      { image: ecrImage, serverless },
      {
        cloud: {
          ...cloud,
          vpc: { subnets: ['subnet-1'], securityGroups: ['sg-1'] },
          dataCapture: { output: 's3://bucket/a' },
        },
      },
    );
    assert.deepEqual(foundIn(file), ['END621 error "vpc"', 'END621 error "dataCapture"']);
  });
});
