import assert from 'node:assert/strict';
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { Accounts } from '../../../src/adapters/aws/accounts';
import { makeCloudWatches, makeHostings, makeRegistries } from '../../../src/adapters/aws/aws';
import { readEndpoint, readEndpoints } from '../../../src/app/hosting/readEndpoint';
import { readEndpointPages, withPage } from '../../../src/app/hosting/readEndpointPages';
import { removeEndpoint } from '../../../src/app/hosting/removeEndpoint';
import type { HostedEndpoint } from '../../../src/core/hosting/endpoint';
import type { Hosting } from '../../../src/core/hosting/ports';
import { Problem } from '../../../src/core/problem';
import { setAws } from '../../support/aws/account';
import { testEmulator } from '../../support/emulator/emulator';
import { startStandInSageMaker, type StandInSageMaker } from '../../support/hosting/standIn';

const never = new AbortController().signal;
const unset = () => ({ profile: '', region: '' });
const nowhere = { profile: undefined, region: undefined };
const isProblem = (kind: Problem['kind'], words: RegExp) => (error: unknown) =>
  error instanceof Problem && error.kind === kind && words.test(error.message);

describe('Endpoints of the emulator', () => {
  let restore: () => void;
  let hosting: Hosting;
  beforeEach(async () => {
    restore = setAws(testEmulator().environment);
    hosting = await makeHostings(new Accounts(unset)).open(nowhere);
  });
  afterEach(async () => {
    hosting.close();
    await testEmulator().reset();
    restore();
  });

  it('are listed over several pages, and described with their configuration', async () => {
    const client = new SageMakerClient(
      testEmulator().environment['AWS_REGION'] ? { endpoint: testEmulator().url } : {},
    );
    await client.send(
      new CreateModelCommand({
        ModelName: 'iris',
        ExecutionRoleArn: 'arn:aws:iam::123456789012:role/sagemaker',
        PrimaryContainer: { Image: '123456789012.dkr.ecr.us-east-1.amazonaws.com/iris:1' },
      }),
    );
    const variant = { ModelName: 'iris', InstanceType: 'ml.m5.large', InitialInstanceCount: 2 } as const;
    await client.send(
      new CreateEndpointConfigCommand({
        EndpointConfigName: 'iris-1',
        ProductionVariants: [
          { ...variant, VariantName: 'blue', InitialVariantWeight: 9 },
          { ...variant, VariantName: 'green', InitialVariantWeight: 1 },
        ],
      }),
    );
    for (let number = 0; number < 103; number += 1)
      await client.send(
        new CreateEndpointCommand({ EndpointName: `iris-${number}`, EndpointConfigName: 'iris-1' }),
      );
    client.destroy();
    const { endpoints, region } = await readEndpoints(hosting, never);
    assert.deepEqual([region, endpoints.length], ['us-east-1', 103]);
    const found = await hosting.findEndpoint('iris-7', never);
    assert.deepEqual(
      found?.variants.map(({ name, weight, instances }) => [name, weight.current, instances?.current]),
      [
        ['blue', 9, 2],
        ['green', 1, 2],
      ],
    );
    assert.deepEqual(await hosting.findConfig('iris-1', never), {
      name: 'iris-1',
      variants: ['blue', 'green'].map((name) => ({ name, model: 'iris', instanceType: 'ml.m5.large' })),
    });
    assert.equal(await hosting.findEndpoint('nothing', never), undefined);
    assert.equal(await hosting.findConfig('nothing', never), undefined);
  });
});

describe('Endpoints that take their time', () => {
  let standIn: StandInSageMaker;
  let restore: () => void;
  let hosting: Hosting;
  before(async () => (standIn = await startStandInSageMaker()));
  after(async () => {
    await standIn.stop();
    await standIn.checkRequests();
  });
  beforeEach(async () => {
    standIn.reset();
    restore = setAws(standIn.environment);
    hosting = await makeHostings(new Accounts(unset)).open(nowhere);
    standIn.make('iris', [
      { name: 'blue', weight: 0.9, instances: 2 },
      { name: 'green', weight: 0.1, instances: 1 },
    ]);
  });
  afterEach(() => {
    hosting.close();
    restore();
  });
  const found = async (): Promise<HostedEndpoint> => {
    const endpoint = await hosting.findEndpoint('iris', never);
    assert.ok(endpoint);
    return endpoint;
  };

  it('change weights, tell both meanwhile, and refuse a second change', async () => {
    const call = {
      action: 'UpdateEndpointWeightsAndCapacities',
      request: {
        EndpointName: 'iris',
        DesiredWeightsAndCapacities: [{ VariantName: 'green', DesiredWeight: 0.3 }],
      },
    } as const;
    await hosting.send(call, never);
    const moving = await found();
    assert.deepEqual(
      [moving.status, moving.variants[1]?.weight],
      ['Updating', { current: Math.fround(0.1), desired: Math.fround(0.3) }],
    );
    await assert.rejects(
      hosting.send(call, never),
      isProblem('aws-failed', /Cannot update in-progress endpoint/),
    );
    standIn.settle('iris');
    assert.equal((await found()).variants[1]?.weight.current, Math.fround(0.3));
  });

  it('are read page by page in the order of their names, with those known by name on whatever page they are', async () => {
    for (let number = 120; number > 0; number -= 1)
      standIn.make(`a${String(number).padStart(3, '0')}`, [{ name: 'only' }]);
    const names = async (pages: number, named: readonly string[] = []) => {
      const { endpoints, next } = await readEndpointPages(hosting, { pages, named }, never);
      return [endpoints.length, endpoints.at(49)?.name, endpoints.at(-1)?.name, next !== undefined];
    };
    assert.deepEqual(await names(1), [50, 'a050', 'a050', true]);
    assert.deepEqual(await names(2, ['a003']), [100, 'a050', 'a100', true]);
    assert.deepEqual(await names(1, ['iris', 'a003', 'gone']), [51, 'a050', 'iris', true]);
    assert.deepEqual(await names(9, ['iris']), [121, 'a050', 'iris', false]);
    const { next } = await readEndpointPages(hosting, { pages: 1, named: [] }, never);
    standIn.refuse('ListEndpoints', { type: 'ValidationException', message: 'The token is too old.' });
    assert.equal(await hosting.listEndpointPage(next, never), undefined);
    standIn.refuse('ListEndpoints', { type: 'ValidationException', message: 'No.' });
    await assert.rejects(hosting.listEndpointPage(undefined, never), isProblem('aws-failed', /No\./));
  });

  it('on a page that came meanwhile stand once', () => {
    const summary = { arn: '', created: undefined, modified: undefined };
    const before = { ...summary, name: 'iris', status: 'Creating' } as const;
    const now = { ...before, status: 'InService' } as const;
    assert.deepEqual(
      withPage({ region: 'here', endpoints: [before], next: '2' }, { endpoints: [now], next: undefined }),
      { region: 'here', endpoints: [now], next: undefined },
    );
  });

  it('are read with what is beside them, as far as the user may see it', async () => {
    standIn.scale('iris', 'blue', { min: 1, max: 4 });
    const ecr = await makeRegistries(new Accounts(unset)).open(nowhere);
    const told: unknown[] = [];
    const cloudWatch = await makeCloudWatches(new Accounts(unset)).open(nowhere);
    const place = { hosting, ecr, cloudWatch, report: (error: unknown) => void told.push(error) };
    const rings = { StateValue: 'ALARM', Namespace: 'AWS/SageMaker', MetricName: 'ModelLatency' };
    for (const name of ['iris', 'zoo'])
      standIn.alarm({
        ...rings,
        AlarmName: `${name} is slow`,
        Dimensions: [{ Name: 'EndpointName', Value: name }],
      });
    const whole = await readEndpoint(place, 'iris', never);
    assert.deepEqual(whole?.scaling, [
      { variant: 'blue', of: 'instances', min: 1, max: 4, suspended: [], policies: [], schedules: [] },
    ]);
    assert.deepEqual(
      whole?.alarms?.map(({ name }) => name),
      ['iris is slow'],
    );
    assert.deepEqual(whole?.unseen, []);
    standIn.dropConfig('iris');
    standIn.refuse('DescribeScalableTargets', { type: 'AccessDeniedException', message: 'no' });
    standIn.refuse('DescribeAlarms', { type: 'AccessDenied', message: 'no' });
    const partly = await readEndpoint(place, 'iris', never);
    assert.deepEqual(
      [partly?.config, partly?.scaling, partly?.alarms, told.length],
      [undefined, undefined, undefined, 2],
    );
    assert.match(partly?.unseen[0] ?? '', /^Alarms are not shown: .*cloudwatch:DescribeAlarms/);
    assert.equal(await readEndpoint(place, 'other', never), undefined);
    standIn.refuse('DescribeEndpoint', { type: 'AccessDeniedException', message: 'no' });
    await assert.rejects(
      readEndpoint(place, 'iris', never),
      isProblem('aws-denied', /sagemaker:DescribeEndpoint/),
    );
    ecr.close();
    cloudWatch.close();
  });

  it('are deleted after their scaling, and their configuration after them', async () => {
    standIn.scale('iris', 'blue', { min: 1, max: 4 });
    const slept: number[] = [];
    const clock = {
      now: () => 0,
      sleep: async (milliseconds: number) => {
        slept.push(milliseconds);
        standIn.settle('iris');
      },
    };
    await removeEndpoint({ hosting, clock }, { endpoint: await found(), withConfig: true }, never);
    assert.deepEqual(
      standIn.writes.map(([, action]) => action),
      ['DeregisterScalableTarget', 'DeleteEndpoint', 'DeleteEndpointConfig'],
    );
    assert.equal(slept.length, 1);
  });
});
