import assert from 'node:assert/strict';
import { readEndpointFile } from '../../../src/core/endpoint/file/readEndpointFile';
import type { EndpointDetails } from '../../../src/core/hosting/endpointDetails';
import type { HostedVariant, ScalingTarget } from '../../../src/core/hosting/endpoint';
import { changesInWords } from '../../../src/core/hosting/inWords';
import { planEndpoint } from '../../../src/core/hosting/plan';
import { consolePolicy } from '../../../src/core/hosting/scaling/policy';

const variant = (name: string, weight: number, more: Partial<HostedVariant> = {}): HostedVariant => ({
  name,
  images: [],
  weight: { current: Math.fround(weight), desired: Math.fround(weight) },
  instances: { current: 2, desired: 2 },
  serverless: undefined,
  phases: [],
  ...more,
});

const living = (
  variants: readonly HostedVariant[],
  scaling: readonly ScalingTarget[] | undefined = [],
): EndpointDetails => ({
  endpoint: {
    name: 'iris',
    arn: 'arn:aws:sagemaker:eu-west-1:123456789012:endpoint/iris',
    status: 'InService',
    created: undefined,
    modified: undefined,
    failure: undefined,
    config: 'iris-1',
    variants,
    shadows: [],
    pending: undefined,
    isAsync: false,
  },
  config: {
    name: 'iris-1',
    variants: variants.map(({ name }) => ({ name, model: 'iris', instanceType: 'ml.m5.large' })),
  },
  scaling,
  missingImages: [],
  alarms: [],
  unseen: [],
});

const target: ScalingTarget = {
  variant: 'blue',
  of: 'instances',
  min: 1,
  max: 4,
  suspended: ['scale in'],
  policies: [
    {
      settings: {
        kind: 'tracking',
        name: 'ours',
        metric: 'SageMakerVariantInvocationsPerInstance',
        target: 70,
      },
      arn: undefined,
      alarms: [],
    },
  ],
  schedules: [],
};

const inFile = (name: string, more: object) => ({
  name,
  image: 'iris:1',
  instanceType: 'ml.m5.large',
  instances: 2,
  ...more,
});

function plan(variants: readonly object[], details: EndpointDetails) {
  const { endpoint } = readEndpointFile(JSON.stringify({ variants }), '/iris.endpoint.json');
  assert.ok(endpoint);
  const { before, after, calls, beyond } = planEndpoint(endpoint, details);
  return { changes: changesInWords(before, after), calls: calls.map(({ action }) => action), beyond };
}

const nothing = { changes: [], calls: [], beyond: [] };

describe('An endpoint beside its file', () => {
  it('is as in the file when the traffic is split alike, in whatever scale', () => {
    const details = living([variant('blue', 0.9), variant('green', 0.1)]);
    assert.deepEqual(plan([inFile('blue', { weight: 9 }), inFile('green', { weight: 1 })], details), nothing);
  });

  it('gets the weights and instances of the file', () => {
    const details = living([variant('blue', 0.9), variant('green', 0.1)]);
    const wanted = [inFile('blue', { weight: 3 }), inFile('green', { weight: 1, instances: 4 })];
    assert.deepEqual(plan(wanted, details), {
      changes: ['blue: weight 0.9 → 3', 'green: weight 0.1 → 1', 'green: instances 2 → 4'],
      calls: ['UpdateEndpointWeightsAndCapacities', 'UpdateEndpointWeightsAndCapacities'],
      beyond: [],
    });
  });

  it('keeps what the file says nothing of: scaling, its pause, and the instances of who scales', () => {
    const details = living([variant('blue', 1)], [target]);
    assert.deepEqual(plan([inFile('blue', { instances: 7 })], details), nothing);
    const scaling = { min: 1, max: 4, target: 70 };
    assert.deepEqual(plan([inFile('blue', { instances: 7, scaling })], details), nothing);
  });

  it('scales as the file says, under the name of the policy that is there', () => {
    const scaling = { min: 2, max: 6, target: 300, scaleInCooldown: 60 };
    assert.deepEqual(plan([inFile('blue', { scaling })], living([variant('blue', 1)], [target])), {
      changes: [
        'blue: scaling 1 to 4, off: scale in → 2 to 6, off: scale in',
        'blue: policy ours SageMakerVariantInvocationsPerInstance at 70 → SageMakerVariantInvocationsPerInstance at 300',
      ],
      calls: ['RegisterScalableTarget', 'PutScalingPolicy'],
      beyond: [],
    });
    const { endpoint } = readEndpointFile(
      JSON.stringify({ variants: [inFile('blue', { scaling })] }),
      '/iris.endpoint.json',
    );
    assert.ok(endpoint);
    assert.deepEqual(planEndpoint(endpoint, living([variant('blue', 1)])).after.variants[0]?.scaling, {
      min: 2,
      max: 6,
      suspended: [],
      policies: [
        {
          kind: 'tracking',
          name: consolePolicy,
          metric: 'SageMakerVariantInvocationsPerInstance',
          target: 300,
          scaleIn: 60,
        },
      ],
      schedules: [],
    });
  });

  it('gets the concurrency of a serverless variant, and no other memory', () => {
    const concurrency = { memory: 2048, max: 20, provisioned: undefined };
    const serverless = { current: concurrency, desired: concurrency };
    const details = living([variant('only', 1, { instances: undefined, serverless })]);
    const wanted = { name: 'only', image: 'iris:1', serverless: { memory: 4096, concurrency: 30 } };
    assert.deepEqual(plan([wanted], details), {
      changes: ['only: concurrency 20 → 30'],
      calls: ['UpdateEndpointWeightsAndCapacities'],
      beyond: ['only has 2048 MB, and 4096 in the file.'],
    });
  });

  it('needs a new configuration for other variants and other machines', () => {
    const details = living([variant('blue', 1), variant('old', 1)]);
    const wanted = [
      inFile('blue', { weight: 1, instanceType: 'ml.c5.xlarge' }),
      inFile('new', { weight: 1 }),
    ];
    assert.deepEqual(plan(wanted, details).beyond, [
      'new is in the file, and no variant of the endpoint.',
      'blue runs on ml.m5.large, and on ml.c5.xlarge in the file.',
      'old is a variant of the endpoint, and not in the file.',
    ]);
  });
});
