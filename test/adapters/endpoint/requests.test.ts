import assert from 'node:assert/strict';
import { checkForCloud, inspectEndpointFile } from '../../../src/core/endpoint/file/check/checkEndpointFile';
import { endpointRequests } from '../../../src/core/endpoint/request/endpointRequests';
import { againstModels, type Call } from '../../support/aws/serviceModel';

type Parts = Readonly<Record<string, unknown>>;

const image = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/mine:1';
const cloud = { role: 'arn:aws:iam::111122223333:role/service-role/iris' };
const variant = (parts: Parts = {}): Parts => ({
  name: 'main',
  ecrImage: image,
  ...('containers' in parts ? {} : { image: 'mine:1' }),
  ...('serverless' in parts ? {} : { instanceType: 'ml.m5.large' }),
  ...parts,
});
const one = (parts: Parts = {}, more: Parts = {}): Parts => ({ variants: [variant(parts)], cloud, ...more });
const containers = (count: number, parts: Parts = {}): Parts => {
  const { ecrImage: _, ...rest } = variant({
    containers: Array.from({ length: count }, () => ({ image, ...parts })),
  });
  return { variants: [rest], cloud };
};
const scaling = { min: 1, max: 4, target: 70, scaleInCooldown: 300, scaleOutCooldown: 0 };
const long = (length: number): string => 'x'.repeat(length);
const many = (count: number): Parts =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 'a']));

function inspect(file: Parts): { readonly findings: readonly string[]; readonly calls: readonly Call[] } {
  const reading = inspectEndpointFile(JSON.stringify(file), '/work/iris.endpoint.json');
  assert.ok(reading.endpoint);
  const { CreateModel, CreateEndpointConfig, CreateEndpoint, ...rest } = endpointRequests(reading.endpoint);
  const calls = (service: string, action: string, requests: readonly unknown[] = []): readonly Call[] =>
    requests.map((request) => [service, action, request]);
  return {
    findings: [...reading.findings, ...checkForCloud(reading)].map(({ id }) => id),
    calls: [
      ...calls('sagemaker', 'CreateModel', CreateModel),
      ...calls('sagemaker', 'CreateEndpointConfig', [CreateEndpointConfig]),
      ...calls('sagemaker', 'CreateEndpoint', [CreateEndpoint]),
      ...calls('application-autoscaling', 'RegisterScalableTarget', rest.RegisterScalableTarget),
      ...calls('application-autoscaling', 'PutScalingPolicy', rest.PutScalingPolicy),
    ],
  };
}

describe('The requests of an endpoint, against the models of AWS', () => {
  it('are taken when nothing is found in the file', async () => {
    const files = [
      one({ model: 's3://bucket/model.tar.gz', weight: 0.5, scaling, volumeSize: 512, startupTimeout: 60 }),
      one({ model: 's3://bucket/model', environment: { A: 1, [long(1024)]: long(1024) } }),
      one({ model: 's3://bucket/models', multiModel: true, downloadTimeout: 3600 }),
      one({
        serverless: { memory: 6144, concurrency: 200, provisioned: 1 },
        scaling: { ...scaling, max: 9 },
      }),
      containers(15, { model: 's3://bucket/model.tar.gz' }),
      one(
        { scaling: { ...scaling, min: 0 } },
        {
          async: {
            output: 's3://bucket/answers',
            failures: 's3://bucket/failures',
            maxConcurrent: 1000,
            notifications: {
              success: 'arn:aws:sns:eu-west-1:111122223333:answers',
              error: 'arn:aws:sns:eu-west-1:111122223333:errors.fifo',
            },
            kmsKey: 'alias/answers',
          },
        },
      ),
      one(
        {},
        {
          name: long(63),
          shadow: variant({ name: long(63), weight: 0.1 }),
          networkIsolation: true,
          cloud: {
            ...cloud,
            kmsKey: 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
            vpc: { subnets: ['subnet-1'], securityGroups: ['sg-1'] },
            dataCapture: { output: 's3://bucket/captured', percentage: 0, capture: 'Output', kmsKey: 'k' },
            tags: { [long(128)]: long(256) },
          },
        },
      ),
      { variants: Array.from({ length: 10 }, (_, index) => variant({ name: `v${index}` })), cloud },
    ].map(inspect);
    assert.deepEqual(
      files.flatMap(({ findings }) => findings),
      [],
    );
    const said = await againstModels(files.map(({ calls }) => calls));
    assert.deepEqual(said.flat(), []);
  });

  it('are refused where the file has findings about a limit, and for that', async () => {
    const table: ReadonlyArray<readonly [file: Parts, finding: string, said: RegExp]> = [
      [one({}, { name: long(64) }), 'END203', /EndpointName: more than 63/],
      [one({}, { name: 'my_name' }), 'END204', /EndpointName: not of its pattern/],
      [one({ name: 'a.b' }), 'END205', /VariantName: not of its pattern/],
      [one({ name: long(64) }), 'END205', /VariantName: more than 63/],
      [{ variants: [], cloud }, 'END201', /ProductionVariants: less than 1/],
      [
        { variants: Array.from({ length: 11 }, (_, index) => variant({ name: `v${index}` })), cloud },
        'END202',
        /ProductionVariants: more than 10/,
      ],
      [containers(16), 'END401', /Containers: more than 15/],
      [one({ environment: many(101) }), 'END501', /Environment: more than 100/],
      [one({ environment: { '1A': 'a' } }), 'END502', /Environment key: not of its pattern/],
      [one({ environment: { A: long(1025) } }), 'END503', /Environment.A: more than 1024/],
      [one({ instanceType: 'm5.large' }), 'END906', /InstanceType: not of its enum/],
      [
        one({}, { async: { output: 's3://bucket/a', notifications: { error: 'errors' } } }),
        'END653',
        /ErrorTopic: not of its pattern/,
      ],
      [one({}, { cloud: { role: 'iris' } }), 'END905', /ExecutionRoleArn: not of its pattern/],
      [one({}, { cloud: { ...cloud, tags: { '': 'a' } } }), 'END909', /Key: less than 1/],
      [one({}, { cloud: { ...cloud, tags: many(51) } }), 'END909', /Tags: more than 50/],
    ];
    const files = table.map(([file]) => inspect(file));
    const said = await againstModels(files.map(({ calls }) => calls));
    table.forEach(([, finding, expected], index) => {
      assert.ok(files[index]?.findings.includes(finding), `${finding}: ${String(files[index]?.findings)}`);
      assert.match(said[index]?.join('\n') ?? '', expected);
    });
  });
});
