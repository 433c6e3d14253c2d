import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyCall, callsBetween } from '../../../src/core/hosting/calls';
import type { EndpointDraft, VariantDraft } from '../../../src/core/hosting/draft';
import { draftOf, fields, isSame, isSameDraft, refusal } from '../../../src/core/hosting/draft';
import { merge } from '../../../src/core/hosting/merge';
import { tidyWeight } from '../../../src/core/hosting/shares';

const names = ['a', 'b', 'c', 'd'];
const numbers = fc.record({
  weight: fc.double({ min: 0, max: 100, noNaN: true }).map(tidyWeight),
  instances: fc.integer({ min: 1, max: 40 }),
});
const drafts = fc.tuple(numbers, numbers, numbers, numbers).map((variants): EndpointDraft => ({
  variants: variants.map((each, index) => ({ name: names[index] ?? '', ...each })),
}));
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
    assert.deepEqual(callsBetween('iris', before, after), [
      {
        EndpointName: 'iris',
        DesiredWeightsAndCapacities: [
          { VariantName: 'blue', DesiredWeight: 7.5 },
          { VariantName: 'green', DesiredWeight: 2.5 },
        ],
      },
      {
        EndpointName: 'iris',
        DesiredWeightsAndCapacities: [{ VariantName: 'blue', DesiredInstanceCount: 3 }],
      },
      {
        EndpointName: 'iris',
        DesiredWeightsAndCapacities: [{ VariantName: 'green', DesiredInstanceCount: 2 }],
      },
    ]);
  });

  it('is the concurrency of a serverless variant, as far as it changes', () => {
    assert.deepEqual(callsBetween('iris', serverless(10, 2), serverless(20, 2)), [
      {
        EndpointName: 'iris',
        DesiredWeightsAndCapacities: [
          { VariantName: 'only', ServerlessUpdateConfig: { MaxConcurrency: 20 } },
        ],
      },
    ]);
  });

  it('is nothing for a weight that AWS only keeps in fewer bits', () => {
    const weigh = (weight: number): EndpointDraft => ({ variants: [{ name: 'a', weight }] });
    assert.deepEqual(callsBetween('iris', weigh(0.800000011920929), weigh(0.8)), []);
  });

  it('leads from any state to any other', () => {
    fc.assert(
      fc.property(drafts, drafts, (before, after) => {
        const reached = callsBetween('iris', before, after).reduce(applyCall, before);
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
        drafts,
        drafts,
        drafts,
        fc.array(fc.boolean(), { minLength: 16 }),
        (before, one, two, coins) => {
          // Each side changes some fields only, so that all cases come up.
          const some = (from: number, changed: EndpointDraft): EndpointDraft => ({
            variants: before.variants.map((variant, index) => ({
              ...variant,
              ...(coins[from + index * 2] ? { weight: changed.variants[index]?.weight ?? 0 } : {}),
              ...(coins[from + index * 2 + 1] ? { instances: changed.variants[index]?.instances ?? 1 } : {}),
            })),
          });
          const mine = some(0, one);
          const theirs = some(8, two);
          const { draft, conflicts, taken, isForeign } = merge(before, mine, theirs);
          assert.equal(isForeign, conflicts.length + taken.length > 0);
          before.variants.forEach((was, index) => {
            for (const field of fields) {
              const [old, own, now, merged] = [
                was,
                mine.variants[index],
                theirs.variants[index],
                draft.variants[index],
              ].map((each: VariantDraft | undefined) => each?.[field]);
              const isConflict = conflicts.some((each) => each.variant === was.name && each.field === field);
              assert.equal(isConflict, !isSame(old, own) && !isSame(old, now) && !isSame(own, now));
              const isTaken = taken.some((each) => each.variant === was.name && each.field === field);
              assert.equal(isTaken, isSame(old, own) && !isSame(old, now));
              assert.ok(isSame(merged, isSame(old, now) ? own : now));
            }
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
    refusal({ variants: [{ name: 'a', weight: 1, ...variant }] }, isAsync);
  for (const [what, variant, expected] of [
    ['no weight at all', { weight: 0 }, /No variant would get any traffic/],
    ['a weight below 0', { weight: -1 }, /The weight of a is no number from 0 on/],
    ['no instance', { instances: 0 }, /a needs at least 1 instance/],
    ['half an instance', { instances: 1.5 }, /a needs at least 1 instance/],
    ['too much concurrency', { concurrency: 201 }, /from 1 to 200/],
    ['more provisioned than concurrency', { concurrency: 2, provisioned: 3 }, /from 1 to its concurrency/],
  ] satisfies [string, Partial<VariantDraft>, RegExp][])
    it(`is refused with ${what}`, () => assert.match(asks(variant) ?? '', expected));

  it('may have no instance when the endpoint is asynchronous', () => {
    assert.equal(asks({ instances: 0 }, true), undefined);
    assert.equal(asks({ weight: 0.5, instances: 1 }), undefined);
  });
});
