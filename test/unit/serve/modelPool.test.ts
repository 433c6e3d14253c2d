import assert from 'node:assert/strict';
import * as check from 'fast-check';
import {
  advancePool,
  leastRecentlyUsed,
  type ModelPool,
  type PoolEvent,
} from '../../../src/core/serve/kinds/modelPool';
import { opaqueName } from '../../../src/core/serve/kinds/opaqueName';
import { targetPath } from '../../../src/core/serve/kinds/targetPath';

const none: ModelPool = new Map();
const tell = (events: readonly PoolEvent[]): ModelPool => events.reduce(advancePool, none);
const load = (target: string, at: number): readonly PoolEvent[] => [
  { kind: 'loading', target, opaque: `o-${target}`, at },
  { kind: 'loaded', target, at: at + 5 },
];
const use = (target: string, at: number): readonly PoolEvent[] => [
  { kind: 'began', target, at },
  { kind: 'finished', target },
];

describe('The models of a multi-model container', () => {
  it('are known with what they took to load and how often they were used', () => {
    const pool = tell([...load('a', 10), ...use('a', 20), { kind: 'began', target: 'a', at: 30 }]);
    assert.deepEqual(
      [...pool.values()],
      [
        {
          target: 'a',
          opaque: 'o-a',
          state: 'loaded',
          since: 15,
          loading: 5,
          used: 2,
          lastUsed: 30,
          busy: 1,
        },
      ],
    );
  });

  it('make room in the order of their last use; who answers or is not there yet stays', () => {
    const events: readonly PoolEvent[] = [
      ...['a', 'b', 'c', 'd'].flatMap((target, index) => load(target, index)),
      ...use('a', 100),
      { kind: 'began', target: 'b', at: 50 },
      { kind: 'loading', target: 'e', opaque: 'o-e', at: 0 },
    ];
    assert.equal(leastRecentlyUsed(tell(events))?.target, 'c');
    const out: readonly PoolEvent[] = [
      { kind: 'unloading', target: 'c', at: 110 },
      { kind: 'gone', target: 'd' },
    ];
    assert.equal(leastRecentlyUsed(tell([...events, ...out]))?.target, 'a');
  });

  it('are never told to go while they answer, whatever happens', () => {
    const target = check.constantFrom('a', 'b', 'c');
    const event = check.oneof(
      target.map((name): PoolEvent => ({ kind: 'loading', target: name, opaque: name, at: 0 })),
      target.map((name): PoolEvent => ({ kind: 'loaded', target: name, at: 1 })),
      check.tuple(target, check.nat()).map(([name, at]): PoolEvent => ({ kind: 'began', target: name, at })),
      target.map((name): PoolEvent => ({ kind: 'finished', target: name })),
      target.map((name): PoolEvent => ({ kind: 'unloading', target: name, at: 2 })),
      target.map((name): PoolEvent => ({ kind: 'gone', target: name })),
    );
    check.assert(
      check.property(check.array(event), (events) => {
        const pool = tell(events);
        const victim = leastRecentlyUsed(pool);
        const idle = [...pool.values()].filter(({ state, busy }) => state === 'loaded' && busy === 0);
        assert.equal(victim === undefined, idle.length === 0);
        if (victim)
          assert.ok(idle.includes(victim) && idle.every(({ lastUsed }) => lastUsed >= victim.lastUsed));
        assert.ok([...pool.values()].every(({ busy }) => busy >= 0));
      }),
    );
  });

  it('have names that say nothing, one for each', () => {
    assert.match(opaqueName('de/churn.tar.gz'), /^[0-9a-f]{32}$/);
    // The value that the authors of FNV publish for 128 bits.
    assert.equal(opaqueName('foobar'), '343e1662793c64bf6f0d3597ba446f18');
    check.assert(
      check.property(check.string(), check.string(), (one, other) => {
        assert.equal(opaqueName(one) === opaqueName(other), one === other);
      }),
    );
  });

  it('lie below their place, and nowhere else', () => {
    assert.deepEqual(
      ['a.tar.gz', '/de/a.tar.gz', '../a', 'de/../../a', 'de/', '', '.', 'a\\b', 'de/..a.tar.gz'].map(
        targetPath,
      ),
      [
        'a.tar.gz',
        'de/a.tar.gz',
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
        'de/..a.tar.gz',
      ],
    );
  });
});
