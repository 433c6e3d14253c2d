import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { callsBetween } from '../../../src/core/hosting/calls';
import type { EndpointDraft, VariantDraft } from '../../../src/core/hosting/draft';
import { draftOf, fields, isSame, isSameDraft, refusal, withField } from '../../../src/core/hosting/draft';
import { merge, type ForeignChange } from '../../../src/core/hosting/merge';
import { consolePolicy, type TrackingDraft } from '../../../src/core/hosting/scaling/policy';
import { isSamePart, partIn, partsOf } from '../../../src/core/hosting/scaling/scalingMerge';
import type { ScalingDraft } from '../../../src/core/hosting/scalingDraft';
import { carriedOut } from './carriedOut';
import { someDraft } from './someDrafts';

const serverless = (concurrency: number, provisioned: number): EndpointDraft => ({
  variants: [{ name: 'only', weight: 1, concurrency, provisioned }],
});

describe('What is asked of AWS to change an endpoint', () => {
  it('is all weights at once, then the capacity of one variant after the other, and nothing that stays', () => {
    const before: EndpointDraft = {
      variants: [
        { name: 'blue', weight: 9, instances: 4 },
        { name: 'green', weight: 1, instances: 1 },
        { name: 'old', weight: 0, instances: 1 },
      ],
    };
    const after: EndpointDraft = {
      variants: [
        { name: 'blue', weight: 7.5, instances: 3 },
        { name: 'green', weight: 2.5, instances: 2 },
        { name: 'old', weight: 0, instances: 1 },
      ],
    };
    const update = (request: object) => ({ action: 'UpdateEndpointWeightsAndCapacities', request });
    assert.deepEqual(callsBetween('iris', before, after), [
      update({
        EndpointName: 'iris',
        DesiredWeightsAndCapacities: [
          { VariantName: 'blue', DesiredWeight: 7.5 },
          { VariantName: 'green', DesiredWeight: 2.5 },
        ],
      }),
      update({
        EndpointName: 'iris',
        DesiredWeightsAndCapacities: [{ VariantName: 'blue', DesiredInstanceCount: 3 }],
      }),
      update({
        EndpointName: 'iris',
        DesiredWeightsAndCapacities: [{ VariantName: 'green', DesiredInstanceCount: 2 }],
      }),
    ]);
  });

  it('is the concurrency of a serverless variant, as far as it changes', () => {
    assert.deepEqual(callsBetween('iris', serverless(10, 2), serverless(20, 2)), [
      {
        action: 'UpdateEndpointWeightsAndCapacities',
        request: {
          EndpointName: 'iris',
          DesiredWeightsAndCapacities: [
            { VariantName: 'only', ServerlessUpdateConfig: { MaxConcurrency: 20 } },
          ],
        },
      },
    ]);
  });

  it('is a target before its policy, and capacity between scaling that ends and scaling that begins', () => {
    const policy = {
      kind: 'tracking',
      name: consolePolicy,
      metric: 'SageMakerVariantInvocationsPerInstance',
      target: 70,
    } as const;
    const scaling = { min: 1, max: 4, suspended: [], policies: [policy], schedules: [] };
    const before: EndpointDraft = {
      variants: [
        { name: 'blue', weight: 1, instances: 1, scaling },
        { name: 'green', weight: 1, instances: 1 },
      ],
    };
    const after: EndpointDraft = {
      variants: [
        { name: 'blue', weight: 1, instances: 2 },
        { name: 'green', weight: 1, instances: 1, scaling },
      ],
    };
    assert.deepEqual(
      callsBetween('iris', before, after).map(({ action }) => action),
      [
        'DeregisterScalableTarget',
        'UpdateEndpointWeightsAndCapacities',
        'RegisterScalableTarget',
        'PutScalingPolicy',
      ],
    );
    const paused = {
      variants: [
        {
          ...before.variants[0],
          name: 'blue',
          weight: 1,
          scaling: { ...scaling, suspended: ['scale in'] as const },
        },
      ],
    };
    assert.deepEqual(
      callsBetween('iris', before, paused).map(({ action }) => action),
      ['RegisterScalableTarget'],
    );
  });

  it('is nothing for a weight that AWS only keeps in fewer bits', () => {
    const weigh = (weight: number): EndpointDraft => ({ variants: [{ name: 'a', weight }] });
    assert.deepEqual(callsBetween('iris', weigh(0.800000011920929), weigh(0.8)), []);
  });

  it('leads from any state to any other', () => {
    fc.assert(
      fc.property(someDraft, someDraft, (before, after) => {
        const reached = callsBetween('iris', before, after).reduce(carriedOut, before);
        assert.ok(isSameDraft(reached, after));
        assert.deepEqual(callsBetween('iris', reached, after), []);
      }),
    );
  });
});

describe('A change of somebody else meanwhile', () => {
  it('is never lost: it is taken over, or told as a conflict', () => {
    fc.assert(
      fc.property(
        someDraft,
        someDraft,
        someDraft,
        fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }),
        (before, one, two, coins) => {
          // Each side changes some fields only, so that all cases come up.
          const some = (from: number, changed: EndpointDraft): EndpointDraft => ({
            variants: before.variants
              .map((variant, index) => ({
                ...variant,
                ...(coins[from + index * 3] ? { weight: changed.variants[index]?.weight ?? 0 } : {}),
                ...(coins[from + index * 3 + 1]
                  ? { instances: changed.variants[index]?.instances ?? 1 }
                  : {}),
              }))
              .map((variant, index) =>
                coins[from + index * 3 + 2]
                  ? withField(variant, 'scaling', changed.variants[index]?.scaling)
                  : variant,
              ),
          });
          const mine = some(0, one);
          const theirs = some(12, two);
          const { draft, conflicts, taken, isForeign } = merge(before, mine, theirs);
          assert.equal(isForeign, conflicts.length + taken.length > 0);
          const checkMerged = <T>(
            place: object,
            [old, own, now, merged]: readonly (T | undefined)[],
            same: (left: T | undefined, right: T | undefined) => boolean,
          ): void => {
            const names = (list: readonly ForeignChange[]) =>
              list.some(({ variant, field, part }) =>
                isDeepStrictEqual({ variant, field, ...(part ? { part } : {}) }, place),
              );
            assert.equal(names(conflicts), !same(old, own) && !same(old, now) && !same(own, now));
            assert.equal(names(taken), same(old, own) && !same(old, now));
            assert.ok(same(merged, same(old, now) ? own : now));
          };
          before.variants.forEach((was, index) => {
            const [own, now, merged] = [mine, theirs, draft].map(({ variants }) => variants[index]);
            assert.ok(own && now && merged);
            for (const field of fields)
              if (field !== 'scaling' || !was.scaling || !own.scaling || !now.scaling)
                checkMerged(
                  { variant: was.name, field },
                  [was, own, now, merged].map((each) => each[field]),
                  isSame,
                );
              else
                for (const part of partsOf([was.scaling, own.scaling, now.scaling]))
                  checkMerged(
                    { variant: was.name, field, part },
                    [was, own, now, merged].map((each) => each.scaling && partIn(each.scaling, part)),
                    (left, right) => isSamePart(part, left, right),
                  );
          });
        },
      ),
    );
  });

  it('leaves out variants that are gone, and takes in new ones', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => ({ name, weight: 1 }));
    assert.ok(a && b && c);
    const merged = merge({ variants: [a, b] }, { variants: [{ ...a, weight: 2 }, b] }, { variants: [a, c] });
    assert.deepEqual(merged, {
      draft: { variants: [{ ...a, weight: 2 }, c] },
      conflicts: [],
      taken: [],
      isForeign: true,
    });
  });
});

describe('A draft', () => {
  it('starts from what was last asked for, where AWS tells it', () => {
    const twice = (current: number | undefined, desired: number | undefined) => ({ current, desired });
    const variant = { images: [], phases: [], serverless: undefined };
    assert.deepEqual(
      draftOf({
        scaling: [],
        endpoint: {
          variants: [
            { ...variant, name: 'a', weight: twice(0.8999999761581421, 0.8), instances: twice(1, 2) },
            { ...variant, name: 'b', weight: twice(undefined, undefined), instances: twice(1, undefined) },
            {
              ...variant,
              name: 'c',
              weight: twice(1, 1),
              instances: undefined,
              serverless: {
                current: { memory: 2048, max: 5, provisioned: undefined },
                desired: { memory: 2048, max: 9, provisioned: 2 },
              },
            },
          ],
        },
      }),
      {
        variants: [
          { name: 'a', weight: 0.8, instances: 2 },
          { name: 'b', weight: 1, instances: 1 },
          { name: 'c', weight: 1, concurrency: 9, provisioned: 2 },
        ],
      },
    );
  });

  const asks = (variant: Partial<VariantDraft>, isAsync = false) =>
    refusal({ variants: [{ name: 'a', weight: 1, ...variant }] }, { isAsync });
  for (const [what, variant, expected] of [
    ['no weight at all', { weight: 0 }, /No variant would get any traffic/],
    ['a weight below 0', { weight: -1 }, /The weight of a is no number from 0 on/],
    ['no instance', { instances: 0 }, /a needs at least 1 instance/],
    ['half an instance', { instances: 1.5 }, /a needs at least 1 instance/],
    ['too much concurrency', { concurrency: 201 }, /from 1 to 200/],
    ['more provisioned than concurrency', { concurrency: 2, provisioned: 3 }, /from 1 to its concurrency/],
  ] satisfies [string, Partial<VariantDraft>, RegExp][])
    it(`is refused with ${what}`, () => assert.match(asks(variant) ?? '', expected));

  const scaled = (scaling: Partial<ScalingDraft>) =>
    asks({ scaling: { min: 1, max: 4, suspended: [], policies: [], schedules: [], ...scaling } });
  const tracking: TrackingDraft = {
    kind: 'tracking',
    name: 'mine',
    metric: 'SageMakerVariantInvocationsPerInstance',
    target: 70,
  };
  for (const [what, scaling, expected] of [
    ['limits the wrong way round', { min: 5 }, /two whole numbers, the smaller one first/],
    ['half an instance', { min: 0.5 }, /two whole numbers/],
    ['nothing at all', { min: 0 }, /1 at least: only asynchronous endpoints go down to 0/],
    [
      'a target of 0',
      { policies: [{ ...tracking, target: 0 }] },
      /mine of a: The target is a number above 0/,
    ],
    ['half a second', { policies: [{ ...tracking, scaleIn: 0.5 }] }, /whole seconds from 0 on/],
    ['two policies of one name', { policies: [tracking, tracking] }, /two policies with the name mine/],
    [
      'a scheduled action that says nothing',
      { schedules: [{ name: 'night', schedule: 'rate(1 day)' }] },
      /night of a: It says nothing/,
    ],
  ] satisfies [string, Partial<ScalingDraft>, RegExp][])
    it(`is refused when it scales with ${what}`, () => assert.match(scaled(scaling) ?? '', expected));

  it('is refused when it scales burstable instances', () => {
    const variants = [
      {
        name: 'a',
        weight: 1,
        instances: 1,
        scaling: { min: 1, max: 2, suspended: [], policies: [], schedules: [] },
      },
    ];
    assert.match(
      refusal({ variants }, { isAsync: false, instanceType: () => 'ml.t2.medium' }) ?? '',
      /burstable types cannot be scaled/,
    );
    assert.equal(refusal({ variants }, { isAsync: false, instanceType: () => 'ml.m5.large' }), undefined);
  });

  it('may have no instance when the endpoint is asynchronous', () => {
    assert.equal(asks({ instances: 0 }, true), undefined);
    assert.equal(asks({ weight: 0.5, instances: 1 }), undefined);
  });
});
