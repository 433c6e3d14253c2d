import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ServePlan } from '../../../src/core/serve/servePlan';
import type { ServedEndpoint, ServeEvent } from '../../../src/core/serve/servedEndpoint';
import { advance, isOver, isServedEndpoint, newEndpoint } from '../../../src/core/serve/servedEndpoint';
import type { Traffic } from '../../../src/core/serve/traffic';
import { addTraffic, bucketOf, noTraffic, percentile, TrafficSum } from '../../../src/core/serve/traffic';

const variant = (name: string): ServePlan['variants'][number] => ({
  name,
  weight: 1,
  serving: 'one',
  containers: [],
  startup: 480,
  serverless: undefined,
});
const plan: ServePlan = {
  name: 'shop',
  port: undefined,
  variants: [variant('a'), variant('b')],
  shadow: variant('ghost'),
  isolated: false,
  isAsync: false,
};
const begun = newEndpoint(plan, {
  id: 'shop-1',
  file: '/w/shop.endpoint.json',
  folder: '/r/shop-1',
  engine: 'default',
  region: 'us-east-1',
  created: 1,
  follower: 7,
});
const trouble = { id: 'x', title: 'X', cause: '', fixes: [], evidence: '' };
const request = (more: Partial<Parameters<TrafficSum['add']>[0]> = {}): Traffic => allOf([more]);

function allOf(all: readonly Partial<Parameters<TrafficSum['add']>[0]>[]): Traffic {
  const sum = new TrafficSum();
  for (const more of all) sum.add({ ...usual, ...more });
  return sum.traffic;
}

const usual = {
  kind: 'request',
  at: 1,
  variant: 'a',
  shadow: false,
  status: 200,
  isModelError: false,
  milliseconds: 5,
  sent: 10,
  received: 20,
} as const;

const anyEvent: fc.Arbitrary<ServeEvent> = fc
  .record({ name: fc.constantFrom('a', 'b', 'ghost', 'other'), at: fc.nat(), kind: fc.nat(11) })
  .map(({ name, at, kind }) => {
    const events: readonly ServeEvent[] = [
      { kind: 'progress', text: 'x' },
      { kind: 'opened', port: 1, url: 'http://127.0.0.1:1' },
      { kind: 'starting', variant: name, at },
      {
        kind: 'started',
        variant: name,
        containers: [{ host: name, id: 'id', address: 'http://127.0.0.1:2' }],
      },
      { kind: 'ready', variant: name, milliseconds: 3 },
      { kind: 'failed', variant: name, trouble },
      { kind: 'stopping', variant: name },
      { kind: 'stopped', variant: name, milliseconds: 1, killed: false },
      { kind: 'weights', weights: { [name]: at } },
      { kind: 'traffic', at, traffic: { [name]: request() } },
      { kind: 'closing' },
      { kind: 'ended', at },
    ];
    return events[kind] ?? { kind: 'closing' };
  });

describe('The state of a local endpoint', () => {
  it('keeps its variants, its identity and what it counted, whatever happens in whatever order', () => {
    fc.assert(
      fc.property(fc.array(anyEvent), (events) => {
        let state: ServedEndpoint = begun;
        let counted = 0;
        for (const event of events) {
          const before = state;
          state = advance(state, event);
          if (event.kind === 'traffic' && !('other' in event.traffic)) counted += 1;
          assert.deepEqual(
            state.variants.map(({ name }) => name),
            ['a', 'b', 'ghost'],
          );
          assert.ok(!isOver(before) || isOver(state), 'what is over stays over');
          assert.ok(!isOver(state) || state.follower === undefined);
          assert.ok(isServedEndpoint(JSON.parse(JSON.stringify(state))));
        }
        assert.equal(
          state.variants.reduce((sum, { traffic }) => sum + traffic.requests, 0),
          counted,
        );
      }),
    );
  });

  it('tells the story of a variant that fails and is started again', () => {
    const story: readonly ServeEvent[] = [
      { kind: 'starting', variant: 'a', at: 5 },
      { kind: 'started', variant: 'a', containers: [{ host: 'a', id: '1', address: 'http://127.0.0.1:2' }] },
      { kind: 'ready', variant: 'a', milliseconds: 40 },
      { kind: 'failed', variant: 'a', trouble },
      { kind: 'stopped', variant: 'a', milliseconds: 0, killed: false },
      { kind: 'starting', variant: 'a', at: 9 },
    ];
    let state = begun;
    const seen = story.map((event) => {
      state = advance(state, event);
      const [{ phase, restarts, trouble: why } = {}] = state.variants;
      return [state.status, phase, restarts, why?.id];
    });
    assert.deepEqual(seen, [
      ['starting', 'starting', 0, undefined],
      ['starting', 'checking', 0, undefined],
      ['serving', 'serving', 0, undefined],
      ['starting', 'failed', 0, 'x'],
      ['starting', 'failed', 0, 'x'],
      ['starting', 'starting', 1, undefined],
    ]);
  });
});

describe('Traffic', () => {
  it('counts what AWS would count, and each request once', () => {
    const kinds: readonly (readonly [Partial<Parameters<TrafficSum['add']>[0]>, readonly number[]])[] = [
      [{}, [0, 0, 0]],
      [{ status: 400 }, [1, 0, 0]],
      [{ status: 503 }, [0, 1, 0]],
      [{ status: 424, isModelError: true }, [0, 0, 1]],
      [{ status: 200, isModelError: true }, [0, 0, 1]],
      [{ status: 0 }, [0, 0, 0]],
    ];
    for (const [more, expected] of kinds) {
      const { requests, clientErrors, serverErrors, modelErrors } = request(more);
      assert.deepEqual([requests, clientErrors, serverErrors, modelErrors], [1, ...expected]);
    }
  });

  it('adds up in any order', () => {
    const anyTraffic = fc
      .array(fc.tuple(fc.double({ min: 0, max: 60_000, noNaN: true }), fc.constantFrom(200, 400, 503)))
      .map((all) =>
        all.map(([milliseconds, status]) => request({ milliseconds: Math.round(milliseconds), status })),
      );
    fc.assert(
      fc.property(anyTraffic, anyTraffic, (left, right) => {
        const sum = (all: readonly Traffic[]): Traffic => all.reduce(addTraffic, noTraffic);
        assert.deepEqual(addTraffic(sum(left), sum(right)), sum([...right, ...left].toReversed()));
      }),
    );
  });

  it('is the same added one by one or at once', () => {
    const anyRequest = fc.record({
      milliseconds: fc.nat(60_000),
      status: fc.constantFrom(0, 200, 400, 424, 503),
      isModelError: fc.boolean(),
      sent: fc.nat(),
    });
    fc.assert(
      fc.property(fc.array(anyRequest), (all) =>
        assert.deepEqual(allOf(all), all.map(request).reduce(addTraffic, noTraffic)),
      ),
    );
  });

  it('knows a percentile to a twentieth', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.05, max: 60_000, noNaN: true }), { minLength: 1, maxLength: 200 }),
        fc.constantFrom(0.5, 0.9, 0.99, 1),
        (latencies, part) => {
          const sum = latencies
            .map((milliseconds) => request({ milliseconds }))
            .reduce(addTraffic, noTraffic);
          const exact = latencies.toSorted((a, b) => a - b)[Math.ceil(latencies.length * part) - 1] ?? 0;
          const found = percentile(sum, part) ?? 0;
          assert.ok(Math.abs(found - exact) <= exact * 0.05, `${found} for ${exact}`);
        },
      ),
    );
    assert.equal(percentile(noTraffic, 0.5), undefined);
    assert.equal(bucketOf(0), 0);
  });
});
