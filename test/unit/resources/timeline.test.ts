import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Timeline } from '../../../src/core/resources/history/timeline';

function filled(seconds: number, value: (x: number) => number): Timeline {
  const timeline = new Timeline();
  for (let x = 0; x < seconds; x += 0.5) timeline.add(x, { cpu: value(x) });
  return timeline;
}

describe('Samples over time', () => {
  it('are kept as they came for ten minutes', () => {
    const timeline = filled(600, (x) => x);
    const { x, y } = timeline.all(['cpu']);
    assert.deepEqual([x.length, x.at(-1), y[0]?.at(7)], [1200, 599.5, 3.5]);
  });

  it('are means before, in bounded memory, however long it takes', () => {
    const timeline = filled(20_000, () => 50);
    const { x, y } = timeline.all(['cpu']);
    assert.ok(x.length <= 1800, String(x.length));
    assert.deepEqual([x[0], timeline.count], [0, 40_000]);
    assert.deepEqual(new Set(y[0]), new Set([50]));
    assert.deepEqual(
      x,
      x.toSorted((left, right) => left - right),
    );
  });

  it('have gaps where nothing was told, and columns that come later', () => {
    const timeline = new Timeline();
    timeline.add(0, { a: 1 });
    timeline.add(1, { b: 2 });
    timeline.add(2, { a: undefined, b: 0 });
    assert.deepEqual(timeline.all(['a', 'b', 'c']), {
      x: [0, 1, 2],
      y: [
        [1, null, null],
        [null, 2, 0],
        [null, null, null],
      ],
    });
  });

  it('come once each to who asks for what is new', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 60 }), (steps) => {
        const timeline = new Timeline();
        const heard: number[] = [];
        let [x, count] = [0, 0];
        for (const step of steps) {
          for (let each = 0; each < step; each += 1) timeline.add((x += 1), { v: x });
          heard.push(...timeline.after(count, ['v']).x);
          ({ count } = timeline);
        }
        assert.deepEqual(
          heard,
          Array.from({ length: x }, (_, index) => index + 1),
        );
      }),
    );
  });

  it('keep their past when they go on after they were stored', () => {
    const stored = filled(100_000, (x) => x).store();
    const timeline = Timeline.restore(JSON.parse(JSON.stringify(stored)));
    for (let x = 100_000; x < 110_000; x += 0.5) timeline.add(x, { cpu: x });
    const past = timeline.all(['cpu']).x.filter((x) => x < 90_000);
    assert.ok(past.length > 200, `${past.length} rows of the past`);
    assert.ok(timeline.all(['cpu']).x.length <= 1800);
  });

  it('are the same after they were stored', () => {
    const timeline = filled(3000, (x) => x % 7);
    const stored = timeline.store();
    assert.deepEqual(
      Timeline.restore(JSON.parse(JSON.stringify(stored)))
        .all(['cpu'])
        .x.at(-1),
      2999.5,
    );
    assert.ok(JSON.stringify(stored).length < 40_000);
  });
});
