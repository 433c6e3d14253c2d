import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inBlocks, LogCursor, sourceOf, type LogEvent } from '../../../src/core/hosting/endpointLog';

const event = (id: string, stream: string, at: number, text: string): LogEvent => ({ id, stream, at, text });

describe('The log of an endpoint', () => {
  it('keeps a traceback whole while another instance writes', () => {
    const written = [
      event('1', 'blue/i-1', 0, 'Traceback (most recent call last):'),
      event('2', 'blue/i-2', 0, 'GET /ping'),
      event('3', 'blue/i-1', 1, '  File "serve.py", line 3'),
      event('4', 'blue/i-2', 2, 'GET /ping'),
      event('5', 'blue/i-1', 2, 'ValueError: no'),
      event('6', 'blue/i-1', 500, 'ready again'),
    ];
    assert.deepEqual(
      inBlocks(written).map(({ id }) => id),
      ['1', '3', '5', '2', '4', '6'],
    );
  });

  it('loses nothing, tells nothing twice, and keeps the order of each instance', () => {
    const some = fc.array(
      fc.record({
        stream: fc.constantFrom('a/1', 'a/2', 'b/1'),
        step: fc.nat(80),
        text: fc.constantFrom('x', '  y', 'Traceback (most recent call last):'),
      }),
    );
    fc.assert(
      fc.property(some, (parts) => {
        let at = 0;
        const events = parts.map(({ stream, step, text }, index) =>
          event(String(index), stream, (at += step), text),
        );
        const told = inBlocks(events);
        assert.equal(new Set(told).size, events.length);
        for (const stream of ['a/1', 'a/2', 'b/1'])
          assert.deepEqual(
            told.filter((each) => each.stream === stream),
            events.filter((each) => each.stream === stream),
          );
      }),
    );
  });

  it('is asked again for what comes late, and tells it once', () => {
    const cursor = new LogCursor(1000);
    assert.equal(cursor.since, 1000);
    const first = event('1', 'a', 200_000, 'x');
    assert.deepEqual(cursor.take([first]), [first]);
    assert.equal(cursor.since, 140_000);
    const late = event('0', 'a', 199_000, 'late');
    assert.deepEqual(cursor.take([late, first]), [late]);
    assert.deepEqual(cursor.take([late, first]), []);
  });

  it('names the variant and the instance', () => {
    assert.deepEqual(sourceOf(event('1', 'blue/i-1/data-log', 0, '')), {
      variant: 'blue',
      instance: 'i-1/data-log',
    });
  });
});
