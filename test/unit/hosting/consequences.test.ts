import assert from 'node:assert/strict';
import { consequences, movedShare } from '../../../src/core/hosting/consequences';
import { consoleAddress } from '../../../src/core/hosting/consoleAddress';
import type { EndpointDraft } from '../../../src/core/hosting/draft';
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
