import assert from 'node:assert/strict';
import type { PastInvocation } from '../../../src/core/invoke/pastInvocation';
import { outcomeOf, pastLine, withInvocation } from '../../../src/core/invoke/pastInvocation';

const noon = Date.UTC(2026, 10, 21, 12);
const past = (more: Partial<PastInvocation> = {}): PastInvocation => ({
  at: noon,
  source: { kind: 'typed', text: '[1]' },
  bytes: 3,
  contentType: 'application/json',
  outcome: { isFine: true, text: '200 · 12 ms' },
  ...more,
});

describe('What was sent to an endpoint', () => {
  it('is kept, the newest first and fifty at most', () => {
    let kept: readonly PastInvocation[] = [];
    for (let at = 0; at < 60; at += 1) kept = withInvocation(kept, past({ at }));
    assert.deepEqual([kept.length, kept[0]?.at, kept.at(-1)?.at], [50, 59, 10]);
  });

  it('is not kept when it is too long to have been typed', () => {
    const long = past({ source: { kind: 'typed', text: 'x'.repeat(10_001) } });
    assert.deepEqual(withInvocation([past()], long), [past()]);
  });

  it('is told with where it came from and what came of it', () => {
    const uri = 'file:///work/my%20sample.csv';
    assert.deepEqual(
      [
        past(),
        past({ source: { kind: 'file', uri }, targetVariant: 'green', rowByRow: true }),
        past({ source: { kind: 'editor', uri, range: [4, 0, 6, 2] } }),
        past({ source: { kind: 'object', uri: 's3://bucket/key' } }),
      ].map((each) => pastLine(each, noon + 120_000)),
      [
        { label: '[1]', description: '2 min ago · 200 · 12 ms', detail: 'application/json' },
        {
          label: 'my sample.csv',
          description: '2 min ago · 200 · 12 ms',
          detail: 'application/json · row by row · to green',
        },
        {
          label: 'my sample.csv, from line 5',
          description: '2 min ago · 200 · 12 ms',
          detail: 'application/json',
        },
        { label: 's3://bucket/key', description: '2 min ago · 200 · 12 ms', detail: 'application/json' },
      ],
    );
  });

  it('has an outcome with the variant that answered, or the error of the model', () => {
    const common = { headers: {}, milliseconds: 12.4 };
    assert.deepEqual(
      [
        outcomeOf({
          ...common,
          kind: 'answered',
          status: 200,
          variant: 'blue',
          contentType: '',
          body: new Uint8Array(),
        }),
        outcomeOf({ ...common, kind: 'model-failed', status: 500, message: 'no', variant: undefined }),
      ],
      [
        { isFine: true, text: '200 · 12 ms · answered by blue' },
        { isFine: false, text: 'model error 500 · 12 ms' },
      ],
    );
  });
});
