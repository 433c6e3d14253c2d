import assert from 'node:assert/strict';
import fc from 'fast-check';
import { shuffled } from '../../../src/core/run/shuffled';

describe('The order of an epoch', () => {
  const seeds = fc.nat({ max: Number.MAX_SAFE_INTEGER });

  it('has everything once, and is the same each time', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), seeds, fc.nat(), (items, seed, epoch) => {
        const order = shuffled(items, seed, epoch);
        const ascending = (all: readonly number[]) => all.toSorted((left, right) => left - right);
        assert.deepEqual(ascending(order), ascending(items));
        assert.deepEqual(shuffled(items, seed, epoch), order);
      }),
    );
  });

  it('is another one for each epoch, and for each seed, also for large ones', () => {
    const many = Array.from({ length: 50 }, (_, index) => index);
    const orders = [0, 1, 2 ** 32, 2 ** 33 + 1, Number.MAX_SAFE_INTEGER].flatMap((seed) =>
      [0, 1, 2, 1000].map((epoch) => shuffled(many, seed, epoch).join()),
    );
    assert.equal(new Set(orders).size, orders.length);
  });

  it('lets nothing stay in its place more often than the rest', () => {
    const first = Array.from({ length: 4000 }, (_, epoch) => shuffled(['a', 'b', 'c', 'd'], 42, epoch)[0]);
    for (const name of ['a', 'b', 'c', 'd']) {
      const count = first.filter((each) => each === name).length;
      assert.ok(count > 850 && count < 1150, `${name}: ${count}`);
    }
  });
});
