import assert from 'node:assert/strict';
import type { Alarm } from '../../../src/core/hosting/alarm';
import type { EndpointSummary, HostedEndpoint, HostedVariant } from '../../../src/core/hosting/endpoint';
import type { EndpointDetails } from '../../../src/core/hosting/endpointDetails';
import { health } from '../../../src/core/hosting/endpointDetails';
import {
  endpointChildren,
  endpointRows,
  imageRefusal,
  unseenInWords,
  variantChildren,
} from '../../../src/core/hosting/endpointRows';
import { Problem } from '../../../src/core/problem';
import type { Row } from '../../../src/core/row';

const noon = Date.UTC(2026, 10, 21, 12);
const arn = 'arn:aws:sagemaker:eu-west-1:123456789012:endpoint/iris';
const uri = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/iris';
const digest = `sha256:${'ab'.repeat(32)}`;

const variant = (name: string, weight: number, more: Partial<HostedVariant> = {}): HostedVariant => ({
  name,
  images: [{ specified: `${uri}:1`, resolved: `${uri}@${digest}` }],
  weight: { current: weight, desired: weight },
  instances: { current: 2, desired: 2 },
  serverless: undefined,
  phases: [],
  ...more,
});

const endpoint: HostedEndpoint = {
  name: 'iris',
  arn,
  status: 'InService',
  created: noon - 7_200_000,
  modified: noon - 3_600_000,
  failure: undefined,
  config: 'iris-2',
  variants: [variant('blue', 9), variant('green', 1)],
  shadows: [],
  pending: undefined,
  isAsync: false,
};

const details = (
  more: Partial<HostedEndpoint> = {},
  beside: Partial<EndpointDetails> = {},
): EndpointDetails => ({
  endpoint: { ...endpoint, ...more },
  config: {
    name: 'iris-2',
    variants: [
      { name: 'blue', model: 'iris-blue', instanceType: 'ml.m5.large' },
      { name: 'green', model: 'iris-green', instanceType: 'ml.c5.xlarge' },
    ],
  },
  scaling: [],
  missingImages: [],
  alarms: [],
  unseen: [],
  ...beside,
});

const alarm = (name: string, actions: readonly string[] = []): Alarm => ({
  name,
  state: 'ALARM',
  reason: '1 datapoint was > 1000',
  since: undefined,
  watched: [{ metric: 'ModelLatency', endpoint: 'iris', variant: 'blue' }],
  actions,
  isHigh: true,
});
const scales = alarm('TargetTracking-endpoint/iris/variant/blue-AlarmHigh-1');

const lines = (of: EndpointDetails): readonly string[] =>
  endpointChildren('eu-west-1/iris', { kind: 'ready', details: of }).map(({ label, detail }) =>
    [label, detail].filter(Boolean).join(' | '),
  );

describe('The Endpoints tree', () => {
  it('lists endpoints by name, with their state in words', () => {
    const { name, ...rest } = endpoint;
    const endpoints: readonly EndpointSummary[] = [
      { ...rest, name: 'zoo', status: 'Updating' },
      { ...rest, name },
      { ...rest, name: 'bad', status: 'Failed' },
    ];
    const region = 'eu-west-1';
    const rows = endpointRows(
      [{ region, state: { kind: 'ready', value: { region, endpoints, next: undefined } } }],
      noon,
    );
    assert.deepEqual(
      rows.map((row) => [row.label, row.detail, row.kind, row.icon?.name]),
      [
        ['bad', 'failed · 1 h ago', 'endpoint.still', 'error'],
        ['iris', 'in service · 1 h ago', 'endpoint.still', 'broadcast'],
        ['zoo', 'being updated · 1 h ago', 'endpoint.moving', 'sync'],
      ],
    );
  });

  it('ends with a row that leads on while there are more pages, also beside other regions', () => {
    const { name, ...rest } = endpoint;
    const known = (region: string, next: string | undefined) => {
      const endpoints = [
        { ...rest, name: 'zoo' },
        { ...rest, name },
      ];
      return { region, state: { kind: 'ready', value: { region, endpoints, next } } } as const;
    };
    const shown = (rows: readonly Row[]) => rows.map(({ id, label, click }) => [id, label, click]);
    const more = ['endpoints.more:eu-west-1', 'Show More…', 'showMoreEndpoints'];
    const plain = (region: string) => [
      [`endpoint:${region}/iris`, 'iris', undefined],
      [`endpoint:${region}/zoo`, 'zoo', undefined],
    ];
    assert.deepEqual(shown(endpointRows([known('eu-west-1', 'page 2')], noon)), [
      ...plain('eu-west-1'),
      more,
    ]);
    assert.deepEqual(
      endpointRows([known('eu-west-1', 'page 2'), known('us-east-1', undefined)], noon).map(
        ({ detail, children = [] }) => [detail, shown(children)],
      ),
      [
        ['2 endpoints, and more', [...plain('eu-west-1'), more]],
        ['2 endpoints', plain('us-east-1')],
      ],
    );
  });

  it('shows below an endpoint how its traffic is split, and on what it runs', () => {
    assert.deepEqual(lines(details()), ['blue | 90 % · 2 × ml.m5.large', 'green | 10 % · 2 × ml.c5.xlarge']);
  });

  it('shows capacity on its way, scaling, a shadow, a serverless variant and an update', () => {
    const busy = details(
      {
        variants: [
          variant('blue', 1, {
            instances: { current: 1, desired: 3 },
            phases: [{ status: 'Baking', message: undefined }],
          }),
        ],
        shadows: [variant('next', 1, { instances: { current: 1, desired: 1 } })],
        pending: { config: 'iris-3', variants: ['blue'] },
      },
      {
        scaling: [
          { variant: 'blue', of: 'instances', min: 1, max: 4, suspended: [], policies: [], schedules: [] },
        ],
      },
    );
    assert.deepEqual(lines(busy), [
      'blue has 1 of 3 instances.',
      'Update to iris-3 | blue',
      'blue | 100 % · 1 → 3 × ml.m5.large · scales 1 to 4 · Baking',
      'next | shadow · 1 × unknown',
    ]);
    const concurrency = { memory: 2048, max: 20, provisioned: undefined };
    const serverless = variant('only', 1, {
      instances: undefined,
      serverless: { current: concurrency, desired: concurrency },
    });
    assert.deepEqual(lines(details({ variants: [serverless] })), [
      'only | 100 % · serverless, 2048 MB, 20 at once',
    ]);
  });

  it('shows below a variant its weight, model, image by digest, and scaling', () => {
    const blue = variant('blue', 0.8999999761581421, {
      weight: { current: 0.8999999761581421, desired: 0.5 },
    });
    const scaled = details(
      {},
      {
        scaling: [
          {
            variant: 'blue',
            of: 'instances',
            min: 1,
            max: 4,
            suspended: ['scale in'],
            policies: [
              {
                settings: {
                  kind: 'tracking',
                  name: 'SageMakerEndpointInvocationScalingPolicy',
                  metric: 'SageMakerVariantInvocationsPerInstance',
                  target: 70,
                },
                arn: undefined,
                alarms: [],
              },
            ],
            schedules: [{ name: 'night', schedule: 'cron(0 20 * * ? *)', zone: 'Europe/Berlin', max: 2 }],
          },
        ],
      },
    );
    assert.deepEqual(
      variantChildren('eu-west-1/iris/blue', scaled, blue).map(({ label, detail }) => `${label}: ${detail}`),
      [
        'Weight: 0.9 → 0.5',
        'Model: iris-blue',
        'Image: team/iris · abababababab',
        'Scaling: 1 to 4 instances · off: scale in',
        'SageMakerEndpointInvocationScalingPolicy: SageMakerVariantInvocationsPerInstance at 70',
        'night: cron(0 20 * * ? *) Europe/Berlin, at most 2',
      ],
    );
  });

  it('leads from an image to ECR, or to the reason why not; one that is gone from there tells itself', () => {
    const [blue] = endpoint.variants;
    assert.ok(blue);
    const image = (of: HostedVariant, missingImages: readonly string[] = []) =>
      variantChildren('eu-west-1/iris/blue', details({}, { missingImages }), of)
        .filter(({ label }) => label === 'Image')
        .map(({ kind, subject, detail, click }) => [kind, subject, detail, click]);
    const shown = 'team/iris · abababababab';
    assert.deepEqual(image(blue), [['variantImage', `${uri}@${digest}`, shown, 'revealEndpointImage']]);
    assert.deepEqual(image(blue, [`${uri}@${digest}`]), [
      ['variantFact.image', `${uri}@${digest}`, `${shown} · gone from ECR`, undefined],
    ]);
    const unresolved = { ...blue, images: [{ specified: `${uri}:1`, resolved: undefined }] };
    const elsewhere = {
      ...blue,
      images: [{ specified: 'registry.example.com/iris:1', resolved: undefined }],
    };
    assert.deepEqual(
      [...image(unresolved), ...image(elsewhere)].map(([kind, subject, , click]) => [
        kind,
        imageRefusal(String(subject)),
        click,
      ]),
      [
        ['variantFact.image', `SageMaker does not say which digest of ${uri}:1 runs.`, 'revealEndpointImage'],
        [
          'variantFact.image',
          'registry.example.com/iris:1 is not in Amazon ECR, and Repositories shows nothing else.',
          'revealEndpointImage',
        ],
      ],
    );
  });

  it('shows several regions side by side, each with its own state', () => {
    const { name, ...rest } = endpoint;
    const problem = new Problem('aws-denied', 'You may not.');
    const ready = {
      kind: 'ready',
      value: { region: 'eu-west-1', endpoints: [{ ...rest, name }], next: undefined },
    } as const;
    const rows = endpointRows(
      [
        { region: 'eu-west-1', state: ready },
        { region: 'us-east-1', state: { kind: 'failed', problem } },
        { region: 'eu-north-1', state: { kind: 'loading' } },
      ],
      noon,
    );
    assert.deepEqual(
      rows.map((row) => [row.label, row.detail, row.children?.map(({ label, subject }) => [label, subject])]),
      [
        ['eu-west-1', '1 endpoint', [['iris', 'eu-west-1/iris']]],
        ['us-east-1', 'not read', [['You may not.', 'us-east-1']]],
        ['eu-north-1', 'loading…', []],
      ],
    );
  });

  it('says that an endpoint is gone, or why it cannot be read', () => {
    assert.deepEqual(
      endpointChildren('eu-west-1/iris', { kind: 'gone' }).map(({ label }) => label),
      ['This endpoint was deleted.'],
    );
    const problem = new Problem('aws-denied', 'You may not.');
    assert.deepEqual(
      endpointChildren('eu-west-1/iris', { kind: 'failed', problem }).map(({ label, click }) => [
        label,
        click,
      ]),
      [['You may not.', 'refreshEndpoints']],
    );
  });

  it('has alarms that ring, and tells those of scaling from faults', () => {
    const rows = endpointChildren('eu-west-1/iris', {
      kind: 'ready',
      details: details({}, { alarms: [alarm('slow'), scales] }),
    });
    assert.deepEqual(
      rows.slice(0, 2).map(({ label, kind, tooltip, icon }) => [label, kind, tooltip, icon?.name]),
      [
        [
          'The alarm slow rings (ModelLatency, blue).',
          'endpointAlarm',
          '**slow**\n\n1 datapoint was \\> 1000',
          'bell-dot',
        ],
        [
          'The load is above its target: scales out as far as it may (ModelLatency, blue).',
          'endpointScalingAlarm',
          '**TargetTracking\\-endpoint/iris/variant/blue\\-AlarmHigh\\-1**\n\n1 datapoint was \\> 1000',
          'arrow-both',
        ],
      ],
    );
    assert.equal(rows.filter(({ label }) => label.includes('rings')).length, 1);
  });

  it('says what could not be seen, and of whom all is seen nothing', () => {
    const denied = 'Alarms are not shown: You may not.';
    assert.equal(unseenInWords(details({}, { alarms: undefined, unseen: [denied] })), `- ${denied}`);
    assert.equal(unseenInWords(details()), undefined);
  });

  it('has ids of its own for every row', () => {
    const all = details({ shadows: [variant('next', 1)], failure: 'no' }, { config: undefined });
    const rows = endpointChildren('eu-west-1/iris', { kind: 'ready', details: all });
    const inner = all.endpoint.variants.flatMap((each) =>
      variantChildren(`eu-west-1/iris/${each.name}`, all, each),
    );
    const ids = [...rows, ...inner].map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });
});

describe('The health of an endpoint', () => {
  for (const [what, given, expected] of [
    ['nothing when all is well', details(), []],
    [
      'an alarm that rings, and not one of scaling',
      details({}, { alarms: [scales, alarm('slow')] }),
      ['The alarm slow rings (ModelLatency, blue).'],
    ],
    [
      'a configuration that is gone',
      details({}, { config: undefined }),
      [
        'Its configuration iris-2 is deleted: nobody can see the instance types, and AWS cannot maintain the endpoint.',
      ],
    ],
    [
      'an image that is gone',
      details({}, { missingImages: [`${uri}@${digest}`] }),
      [`The image ${uri}@${digest} is gone from ECR: no further instance can start.`],
    ],
    [
      'a variant without traffic',
      details({ variants: [variant('blue', 1), variant('green', 0)] }),
      ['green gets no traffic, and its instances are paid for (2).'],
    ],
    [
      'no traffic at all',
      details({ variants: [variant('blue', 0), variant('green', 0)] }),
      ['All weights are 0: no variant gets any traffic.'],
    ],
    [
      'a change that failed',
      details({ failure: 'The image does not answer /ping.' }),
      ['The last change failed: The image does not answer /ping.'],
    ],
    [
      'two fleets at once',
      details({ status: 'UpdateRollbackFailed' }),
      ['Old and new instances serve together. A new update mends it.'],
    ],
    [
      'scaling that is off',
      details(
        {},
        {
          scaling: [
            {
              variant: 'blue',
              of: 'instances',
              min: 1,
              max: 2,
              suspended: ['scale out'],
              policies: [],
              schedules: [],
            },
          ],
        },
      ),
      ['Scaling of blue is switched off: scale out.'],
    ],
  ] satisfies [string, EndpointDetails, string[]][])
    it(`tells of ${what}`, () => assert.deepEqual(health(given), expected));
});
