import assert from 'node:assert/strict';
import { readEndpointFile } from '../../../src/core/endpoint/file/readEndpointFile';
import { endpointRequests } from '../../../src/core/endpoint/request/endpointRequests';
import { at, isList, type JsonValue, numberAt, objectAt, textAt } from '../../../src/core/json';
import { plannedVariants, servePlan } from '../../../src/core/serve/servePlan';

const text = JSON.stringify({
  name: 'shop',
  variants: [
    {
      name: 'current',
      image: 'serving:1',
      model: { local: 'ml/model', s3: 's3://bucket/model.tar.gz' },
      environment: { THREADS: 4 },
      weight: 9,
      instanceType: 'ml.m5.large',
      startupTimeout: 120,
    },
    { name: 'next', image: 'serving:2', weight: 1, serverless: { memory: 2048, concurrency: 5 } },
    {
      name: 'steps',
      invocation: 'Direct',
      weight: 0.5,
      instanceType: 'ml.m5.large',
      containers: [
        { name: 'first', image: 'first:1' },
        {
          name: 'second',
          image: 'second:1',
          multiModel: true,
          model: 's3://bucket/models/',
          environment: { A: 'b' },
        },
      ],
    },
  ],
  shadow: { name: 'ghost', image: 'serving:3', instanceType: 'ml.m5.large', weight: 2 },
  networkIsolation: true,
  local: { port: 8123, memory: '2g', shmSize: '1g', cpus: 1.5, gpus: 'all', platform: 'linux/amd64' },
});

const { endpoint } = readEndpointFile(text, '/work/shop.endpoint.json');
if (!endpoint) throw new Error('The file has an endpoint.');
const plan = servePlan(endpoint, { file: '/work/shop.endpoint.json', region: 'eu-west-1' });
const requests = endpointRequests(endpoint);
const list = (value: JsonValue | undefined): readonly JsonValue[] => (isList(value) ? value : []);

describe('The plan of a local endpoint', () => {
  it('has the containers that SageMaker is asked for, with image, environment and kind of model', () => {
    const here = plannedVariants(plan).map(({ containers }) =>
      containers.map(({ image, environment, model }) => ({ image, environment, model })),
    );
    const there = requests.CreateModel.map((model) => {
      const primary = objectAt(model, 'PrimaryContainer');
      return (primary ? [primary] : list(at(model, 'Containers'))).map((container) => ({
        image: textAt(container, 'Image'),
        environment: objectAt(container, 'Environment') ?? {},
        model: modelOf(container),
      }));
    });
    assert.deepEqual(
      here.map((containers) => containers.map(({ image, model }) => ({ image, model }))),
      there.map((containers) => containers.map(({ image, model }) => ({ image, model }))),
    );
    for (const [index, containers] of there.entries())
      for (const [place, { environment }] of containers.entries())
        for (const [name, value] of Object.entries(environment))
          assert.equal(here[index]?.[place]?.environment[name], value);
  });

  it('has serverless limits and the queue that this machine alone is told of; SageMaker is asked for the same', () => {
    const value = JSON.parse(text);
    const { endpoint: switched } = readEndpointFile(
      JSON.stringify({
        ...value,
        local: { ...value.local, serverless: { memory: 3072, concurrency: 2 }, async: true },
      }),
      '/work/shop.endpoint.json',
    );
    assert.ok(switched);
    const here = servePlan(switched, { file: '/work/shop.endpoint.json', region: 'eu-west-1' });
    assert.deepEqual(
      plannedVariants(here).map(({ name, serverless, startup, containers: [first] }) => ({
        name,
        memory: serverless?.memory,
        startup,
        gpus: first?.gpus,
        bytes: first?.memoryBytes,
      })),
      [
        { name: 'current', memory: 3072, startup: 180, gpus: 'none', bytes: 3 * 1024 ** 3 },
        // It says so itself, and the file goes first.
        { name: 'next', memory: 2048, startup: 180, gpus: 'none', bytes: 2 * 1024 ** 3 },
        { name: 'steps', memory: undefined, startup: 480, gpus: 'all', bytes: 2 * 1024 ** 3 },
        { name: 'ghost', memory: undefined, startup: 480, gpus: 'all', bytes: 2 * 1024 ** 3 },
      ],
    );
    assert.ok(here.isAsync);
    assert.ok(!plan.isAsync);
    assert.deepEqual(endpointRequests(switched), requests);
  });

  it('has the weights, the shadow and the serverless limits that SageMaker is asked for', () => {
    const { CreateEndpointConfig: config } = requests;
    const all = [...list(at(config, 'ProductionVariants')), ...list(at(config, 'ShadowProductionVariants'))];
    assert.deepEqual(
      plannedVariants(plan).map(({ name, weight, serverless, startup }) => ({
        name,
        weight,
        memory: serverless?.memory,
        startup,
      })),
      all.map((variant) => ({
        name: textAt(variant, 'VariantName'),
        weight: numberAt(variant, 'InitialVariantWeight'),
        memory: numberAt(objectAt(variant, 'ServerlessConfig'), 'MemorySizeInMB'),
        startup:
          numberAt(variant, 'ContainerStartupHealthCheckTimeoutInSeconds') ??
          (objectAt(variant, 'ServerlessConfig') ? 180 : 480),
      })),
    );
    assert.equal(plan.name, textAt(requests.CreateEndpoint, 'EndpointName'));
    assert.deepEqual(
      requests.CreateModel.map((model) => at(model, 'EnableNetworkIsolation')),
      plannedVariants(plan).map(() => plan.isolated),
    );
  });

  it('starts as hosting does, with the limits of this machine', () => {
    const [current, , steps] = plan.variants;
    assert.deepEqual(current?.containers, [
      {
        host: 'current',
        image: 'serving:1',
        build: undefined,
        entrypoint: undefined,
        command: ['serve'],
        environment: { AWS_REGION: 'eu-west-1', THREADS: '4' },
        model: 'single',
        place: { local: 'ml/model', s3: 's3://bucket/model.tar.gz' },
        port: 8080,
        gpus: 'all',
        shmBytes: 1024 ** 3,
        memoryBytes: 2 * 1024 ** 3,
        cpus: 1.5,
        platform: 'linux/amd64',
      },
    ]);
    assert.equal(steps?.serving, 'Direct');
    assert.deepEqual(
      steps?.containers.map(({ host, port, environment }) => [host, port, environment]),
      [
        [
          'first',
          8080,
          {
            AWS_REGION: 'eu-west-1',
            SAGEMAKER_BIND_TO_PORT: '8080',
            SAGEMAKER_SAFE_PORT_RANGE: '21000-21099',
          },
        ],
        [
          'second',
          8081,
          {
            AWS_REGION: 'eu-west-1',
            A: 'b',
            SAGEMAKER_BIND_TO_PORT: '8081',
            SAGEMAKER_SAFE_PORT_RANGE: '21100-21199',
            SAGEMAKER_MULTI_MODEL: 'true',
          },
        ],
      ],
    );
  });

  it('has 64 MB of shared memory where the file says nothing, and builds beside the file', () => {
    const small = readEndpointFile(
      '{"variants":[{"name":"a","build":"app/Dockerfile"}]}',
      '/work/x.endpoint.json',
    );
    if (!small.endpoint) throw new Error('The file has an endpoint.');
    const { variants } = servePlan(small.endpoint, { file: '/work/x.endpoint.json', region: 'eu-west-1' });
    const [container] = variants[0]?.containers ?? [];
    assert.equal(container?.shmBytes, 67_108_864);
    assert.equal(container.image, 'longshore/x-a:latest');
    assert.deepEqual(container.build, {
      name: 'longshore/x-a:latest',
      dockerfile: '/work/app/Dockerfile',
      context: '/work/app',
      args: {},
    });
    assert.equal(container.environment['NVIDIA_VISIBLE_DEVICES'], 'void');
  });
});

function modelOf(container: JsonValue): string {
  if (at(container, 'Mode') === 'MultiModel') return 'multi';
  return at(container, 'ModelDataUrl') === undefined && at(container, 'ModelDataSource') === undefined
    ? 'none'
    : 'single';
}
