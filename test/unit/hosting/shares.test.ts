import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isSameWeight, moveShare, shares, tidyWeight } from '../../../src/core/hosting/shares';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const weight = fc.oneof(
  fc.integer({ min: 0, max: 100 }),
  fc.double({ min: 0, max: 100, noNaN: true }).map(tidyWeight),
  fc.double({ min: 0, max: 1, noNaN: true }).map(Math.fround),
);
const weights = fc.array(weight, { minLength: 1, maxLength: 10 }).filter((each) => sum(each) > 1e-3);

describe('Shares of traffic', () => {
  for (const [given, expected] of [
    [
      [9, 1],
      [90, 10],
    ],
    [
      [0.3, 0.1],
      [75, 25],
    ],
    [
      [Math.fround(0.9), Math.fround(0.1)],
      [90, 10],
    ],
    [
      [1, 1, 1],
      [34, 33, 33],
    ],
    [
      [1, 0],
      [100, 0],
    ],
    [
      [0, 0],
      [0, 0],
    ],
    [[5], [100]],
    [
      [1, 1, 1, 1, 1, 1, 1],
      [15, 15, 14, 14, 14, 14, 14],
    ],
  ] satisfies [number[], number[]][])
    it(`of ${given.join(' : ')} are ${expected.join(' : ')}`, () =>
      assert.deepEqual(shares(given), expected));

  it('always add up to 100, and are never further than one from the truth', () => {
    fc.assert(
      fc.property(weights, (given) => {
        const split = shares(given);
        assert.equal(sum(split), 100);
        split.forEach((each, index) =>
          assert.ok(Math.abs(each - ((given[index] ?? 0) / sum(given)) * 100) < 1.001),
        );
      }),
    );
  });

  it('are the same for weights as AWS keeps them', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 10 }), (whole) => {
        fc.pre(sum(whole) > 0);
        const scaled = whole.map((each) => Math.fround(each / 100));
        assert.deepEqual(shares(scaled), shares(whole));
      }),
    );
  });
});

describe('A share that is moved', () => {
  for (const [given, move, expected] of [
    [[9, 1], { index: 1, share: 25, locked: new Set<number>() }, [7.5, 2.5]],
    [[90, 10], { index: 1, share: 25, locked: new Set<number>() }, [75, 25]],
    [[0.3, 0.1], { index: 0, share: 50, locked: new Set<number>() }, [0.2, 0.2]],
    [[50, 30, 20], { index: 0, share: 60, locked: new Set([1]) }, [60, 30, 10]],
    [[50, 30, 20], { index: 0, share: 90, locked: new Set([1]) }, [70, 30, 0]],
    [[100, 0, 0], { index: 0, share: 90, locked: new Set<number>() }, [90, 5, 5]],
    [[50, 50], { index: 0, share: 60, locked: new Set([1]) }, [50, 50]],
    [[0, 0], { index: 0, share: 60, locked: new Set<number>() }, [60, 40]],
    [[100], { index: 0, share: 40, locked: new Set<number>() }, [100]],
    [[9, 1], { index: 1, share: 10, locked: new Set<number>() }, [9, 1]],
  ] satisfies [number[], Parameters<typeof moveShare>[1], number[]][])
    it(`${given.join(' : ')}, number ${move.index} to ${move.share} %, ${move.locked.size} locked`, () =>
      assert.deepEqual(moveShare(given, move), expected));

  it('is what was asked for as far as the locked ones leave room, and they stay', () => {
    fc.assert(
      fc.property(
        weights,
        fc.nat(9),
        fc.integer({ min: -20, max: 120 }),
        fc.array(fc.nat(9)),
        (given, at, share, locks) => {
          const index = at % given.length;
          const locked = new Set(locks.filter((lock) => lock !== index && lock < given.length));
          const before = shares(given);
          const after = shares(moveShare(given, { index, share, locked }));
          assert.equal(sum(after), 100);
          for (const lock of locked) assert.equal(after[lock], before[lock]);
          const room = 100 - sum(before.filter((_, each) => locked.has(each)));
          if (locked.size < given.length - 1) assert.equal(after[index], Math.min(Math.max(share, 0), room));
        },
      ),
    );
  });
});

it('weights are compared as AWS keeps them', () => {
  assert.ok(isSameWeight(0.8, 0.800000011920929));
  assert.ok(!isSameWeight(0.8, 0.81));
  assert.equal(tidyWeight(0.800000011920929), 0.8);
  fc.assert(fc.property(weight, (each) => isSameWeight(tidyWeight(each), tidyWeight(Math.fround(each)))));
});
