import assert from 'node:assert/strict';
import fc from 'fast-check';
import { consequences, movedShare } from '../../../src/core/hosting/consequences';
import { consoleAddress } from '../../../src/core/hosting/consoleAddress';
import type { EndpointDraft } from '../../../src/core/hosting/draft';
import { variantLoads } from '../../../src/core/hosting/load';
import { targetFor } from '../../../src/core/hosting/scalingDraft';
import { isProduction } from '../../../src/core/hosting/production';

const draft = (blue: readonly [number, number], green: readonly [number, number]): EndpointDraft => ({
  variants: [
    { name: 'blue', weight: blue[0], instances: blue[1] },
    { name: 'green', weight: green[0], instances: green[1] },
  ],
});
const told = (before: EndpointDraft, after: EndpointDraft) =>
  consequences(before, after).map(({ severity, text }) => `${severity}: ${text}`);

describe('The consequences of a change', () => {
  for (const [what, before, after, expected] of [
    ['a small move', draft([9, 2], [1, 1]), draft([8.5, 2], [1.5, 1]), []],
    [
      'a move that is much for one instance',
      draft([9, 2], [1, 1]),
      draft([5, 2], [5, 1]),
      [
        'warning: green: each instance gets 5 times the traffic that it gets now (50 % on 1, before 10 % on 1).',
      ],
    ],
    ['a move with the instances for it', draft([9, 2], [1, 1]), draft([5, 2], [5, 5]), []],
    [
      'fewer instances for the same traffic',
      draft([5, 4], [5, 4]),
      draft([5, 4], [5, 1]),
      [
        'warning: green: each instance gets 4 times the traffic that it gets now (50 % on 1, before 50 % on 4).',
      ],
    ],
    [
      'a variant without traffic',
      draft([9, 2], [1, 1]),
      draft([10, 2], [0, 1]),
      ['info: green gets no traffic any more, and its instances are still paid for (1).'],
    ],
    [
      'a variant that had none',
      draft([10, 2], [0, 1]),
      draft([9, 2], [1, 1]),
      ['warning: green had no traffic and gets 10 %, on 1 instances. Is it ready?'],
    ],
  ] satisfies [string, EndpointDraft, EndpointDraft, string[]][])
    it(`are told for ${what}`, () => assert.deepEqual(told(before, after), expected));

  it('name whoever scales a variant by itself, and what its limits do at once', () => {
    const scaled = (instances: number, range?: readonly [number, number]): EndpointDraft => ({
      variants: [
        {
          name: 'blue',
          weight: 1,
          instances,
          ...(range
            ? { scaling: { min: range[0], max: range[1], suspended: [], policies: [], schedules: [] } }
            : {}),
        },
      ],
    });
    assert.deepEqual(told(scaled(2, [1, 4]), scaled(3, [1, 4])), [
      'warning: blue scales by itself from 1 to 4 instances: its policies may change this number again.',
    ]);
    assert.deepEqual(told(scaled(2, [1, 4]), scaled(6, [1, 4])), [
      'warning: blue scales by itself from 1 to 4 instances: 6 lie outside, and are corrected at the next step. Change its limits instead.',
    ]);
    assert.deepEqual(told(scaled(2), scaled(2, [4, 8])), [
      'warning: blue goes from 2 to 4 instances at once: its limits say so.',
    ]);
    assert.deepEqual(told(scaled(2, [1, 4]), scaled(2)), [
      'info: blue does not scale by itself any more: its policies and scheduled actions go too.',
    ]);
  });

  it('are as large as the traffic that moves', () => {
    assert.equal(movedShare(draft([9, 1], [1, 1]), draft([1, 1], [9, 1])), 80);
    assert.equal(movedShare(draft([9, 1], [1, 1]), draft([9, 5], [1, 1])), 0);
  });
});

describe('A production endpoint', () => {
  for (const [name, tags, expected] of [
    ['iris-prod', {}, true],
    ['prod_iris', {}, true],
    ['iris-production-2', {}, true],
    ['product-search', {}, false],
    ['iris', {}, false],
    ['iris', { Environment: 'Production' }, true],
    ['iris', { 'team:stage': 'prod' }, true],
    ['iris-prod', { env: 'test' }, false],
  ] satisfies [string, Record<string, string>, boolean][])
    it(`${name} ${JSON.stringify(tags)}: ${expected}`, () =>
      assert.equal(isProduction(name, tags), expected));
});

it('the console of each partition has its own address', () => {
  assert.equal(
    consoleAddress('eu-west-1', 'iris'),
    'https://eu-west-1.console.aws.amazon.com/sagemaker/home?region=eu-west-1#/endpoints/iris',
  );
  assert.match(consoleAddress('cn-north-1', 'iris'), /^https:\/\/cn-north-1\.console\.amazonaws\.cn\//);
  assert.match(
    consoleAddress('us-gov-west-1', 'iris'),
    /^https:\/\/us-gov-west-1\.console\.amazonaws-us-gov\.com\//,
  );
});

it('the target of a policy is half of what one instance stands, for a minute', () => {
  assert.deepEqual([targetFor(10), targetFor(0.5), targetFor(0.001), targetFor(10, 0.8)], [300, 15, 1, 480]);
});

describe('The load of each instance, by the endpoint’s own metrics', () => {
  const traffic = { perMinute: 190, minutes: 15 };
  const policy = (target: number) => ({
    min: 1,
    max: 4,
    suspended: [],
    policies: [
      { kind: 'tracking', name: 'ours', metric: 'SageMakerVariantInvocationsPerInstance', target } as const,
    ],
    schedules: [],
  });
  const scaled = (share: number, target: number): EndpointDraft => ({
    variants: [
      { name: 'A', weight: 100 - share, instances: 3 },
      { name: 'B', weight: share, instances: 1, scaling: policy(target) },
    ],
  });
  const said = (after: EndpointDraft, facts: Parameters<typeof consequences>[2]) =>
    consequences(scaled(5, 70), after, facts).map(({ severity, text }) => `${severity}: ${text}`);

  it('is told before it changes, beside the target', () => {
    assert.deepEqual(said(scaled(25, 70), { traffic }), [
      'info: A: 95 % → 75 % ≈ −38 requests a minute, on 3 = 48 a minute for each instance.',
      'info: B: 5 % → 25 % ≈ +38 requests a minute, on 1 = 48 a minute for each instance. Its target is 70.',
    ]);
  });

  it('is a warning above the target, and above what an instance stood', () => {
    assert.match(
      said(scaled(50, 70), { traffic })[2] ?? '',
      /^warning: B gets more than its target for each instance: 95 a minute, and its target is 70/,
    );
    const measured = { B: { rps: 0.5, at: 1, latencyMs: 90 } };
    assert.match(
      said(scaled(50, 70), { traffic, measured })[2] ?? '',
      /^warning: B is short of capacity: 95 a minute for each instance, and one stood 30 .* It needs 4\./,
    );
  });

  it('counts the instances to which new limits lead at once', () => {
    const after: EndpointDraft = {
      variants: [
        { name: 'A', weight: 95, instances: 3 },
        { name: 'B', weight: 5, instances: 1, scaling: { ...policy(70), min: 2 } },
      ],
    };
    assert.deepEqual(
      variantLoads(scaled(5, 70), after, { traffic }).map(({ name, instances }) => [name, instances?.after]),
      [
        ['A', 3],
        ['B', 2],
      ],
    );
  });

  it('is unknown without metrics, and then shares alone are told', () => {
    assert.match(said(scaled(25, 70), {})[0] ?? '', /B: each instance gets 5 times the traffic/);
  });

  it('is told with alarms that ring already, unless nothing changes', () => {
    const alarms = ['The alarm errors rings (Invocation5XXErrors).'];
    assert.match(said(scaled(6, 70), { alarms })[0] ?? '', /errors rings .*It rings already/);
    assert.deepEqual(said(scaled(5, 70), { alarms, traffic }), []);
  });

  it('is the whole traffic, however it is split', () => {
    const some = fc
      .tuple(fc.nat(100), fc.nat(100), fc.nat(100))
      .filter((weights) => weights.some((each) => each > 0));
    const of = (weights: readonly number[]): EndpointDraft => ({
      variants: weights.map((weight, index) => ({ name: String(index), weight, instances: index + 1 })),
    });
    fc.assert(
      fc.property(some, some, fc.integer({ min: 1, max: 9000 }), (before, after, perMinute) => {
        const loads = variantLoads(of(before), of(after), { traffic: { perMinute, minutes: 15 } });
        for (const side of ['before', 'after'] as const) {
          const sum = loads.reduce((total, load) => total + (load.perMinute?.[side] ?? 0), 0);
          assert.ok(Math.abs(sum - perMinute) < 1e-6);
        }
      }),
    );
  });
});
