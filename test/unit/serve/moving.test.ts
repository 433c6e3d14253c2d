import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LocalVariant } from '../../../src/core/serve/panel/localPanel';
import { Moving } from '../../../webview/local/moving';

const variant = (name: string, weight: number): LocalVariant => ({
  name,
  weight,
  state: 'up',
  status: '',
  reason: undefined,
  requests: 0,
  errors: 0,
  p50: undefined,
  p90: undefined,
  models: [],
});

const told = [variant('blue', 9), variant('green', 1)];

describe('The traffic of a local endpoint', () => {
  it('moves at once, in the scale that it has', () => {
    const moving = new Moving();
    moving.tell(told, 0);
    assert.deepEqual(moving.move('green', 30, 0), { blue: 7, green: 3 });
    assert.deepEqual(
      [...moving.shares],
      [
        ['blue', 70],
        ['green', 30],
      ],
    );
  });

  it('does not jump back while the extension still tells what was', () => {
    const moving = new Moving();
    moving.tell(told, 0);
    moving.move('green', 30, 0);
    moving.tell(told, 500);
    assert.equal(moving.weights.get('green'), 3);
  });

  it('is what the extension tells, when that never does what was asked', () => {
    const moving = new Moving();
    moving.tell(told, 0);
    moving.move('green', 30, 0);
    moving.tell(told, 5000);
    assert.equal(moving.weights.get('green'), 1);
  });

  it('stays where it is kept', () => {
    const moving = new Moving();
    moving.tell([variant('a', 50), variant('b', 30), variant('c', 20)], 0);
    moving.toggleLock('b');
    assert.deepEqual(moving.move('a', 60, 0), { a: 60, b: 30, c: 10 });
  });

  it('always adds up to 100 percent', () => {
    const moves = fc.array(fc.tuple(fc.nat(2), fc.nat(100)), { maxLength: 20 });
    const weights = fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(weights, moves, (given, asked) => {
        const names = ['a', 'b', 'c'];
        const moving = new Moving();
        moving.tell(
          given.map((weight, index) => variant(names[index] ?? '', weight)),
          0,
        );
        for (const [index, share] of asked) moving.move(names[index] ?? '', share, 0);
        assert.equal(
          [...moving.shares.values()].reduce((sum, each) => sum + each, 0),
          100,
        );
      }),
    );
  });
});
