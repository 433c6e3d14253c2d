import assert from 'node:assert/strict';
import { bodyOf } from '../../../src/core/invoke/answerBody';
import { answerPage, type Invocation } from '../../../src/core/invoke/answerPage';
import type { Answered } from '../../../src/core/invoke/invoker';
import { rowResult, rowsCsv, rowsPage, rowTotals } from '../../../src/core/invoke/rowResults';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const answered = (text: string, contentType = 'application/json'): Answered => ({
  kind: 'answered',
  status: 200,
  variant: 'blue',
  contentType,
  headers: { 'x-amzn-invoked-production-variant': 'blue' },
  body: bytes(text),
  milliseconds: 12.4,
});
const failed = {
  kind: 'model-failed',
  status: 500,
  message: 'Traceback\n```\nValueError',
  variant: 'green',
  headers: {},
  milliseconds: 3,
} as const;
const invocation: Invocation = {
  endpoint: 'iris',
  place: 'eu-west-1',
  at: Date.UTC(2026, 10, 21, 12),
  source: 'sample.json',
  bytes: 17,
  contentType: 'application/json',
};

describe('The body of an answer', () => {
  it('is JSON, a table, text or bytes, by what it is', () => {
    assert.deepEqual(bodyOf(answered('{"a":1}')), { kind: 'json', text: '{\n  "a": 1\n}' });
    assert.deepEqual(bodyOf(answered('[1]', 'text/plain')), { kind: 'json', text: '[\n  1\n]' });
    assert.deepEqual(bodyOf(answered('1,2\n3,4', 'text/csv; charset=utf-8')), {
      kind: 'table',
      rows: [
        ['1', '2'],
        ['3', '4'],
      ],
      text: '1,2\n3,4',
    });
    assert.deepEqual(bodyOf(answered('setosa', 'application/json')), { kind: 'text', text: 'setosa' });
    assert.equal(bodyOf(answered('')).kind, 'empty');
    assert.equal(bodyOf({ ...answered(''), body: new Uint8Array([0x93, 0x4e, 0, 0xff]) }).kind, 'binary');
  });
});

describe('The page of an answer', () => {
  it('has status, time, the variant that answered, headers and the body', () => {
    const page = answerPage(invocation, answered('{"a":1}'));
    for (const part of [
      '# iris: 200 in 12 ms',
      '| Payload | `sample.json`, 17 B |',
      '| Answered by | `blue` |',
      '```json\n{\n  "a": 1\n}\n```',
      '| `x-amzn-invoked-production-variant` | `blue` |',
    ])
      assert.ok(page.includes(part), `${part} is not in ${page}`);
  });

  it('has the words of a container that failed, whatever they are', () => {
    const page = answerPage(invocation, failed);
    assert.match(page, /# iris: the container answered with 500/);
    assert.ok(page.includes('````\nTraceback\n```\nValueError\n````'), page);
  });

  it('shows CSV as a table, and lets no value break it', () => {
    const page = answerPage(invocation, answered('a|b,`c`\n1', 'text/csv'));
    assert.ok(page.includes('| 1 | `a\\|b` | `` `c` `` |\n| 2 | `1` |  |'), page);
  });
});

describe('A table that was sent row by row', () => {
  const results = [
    rowResult(1, '5.1,3.5', answered('setosa', 'text/plain')),
    rowResult(2, 'x,y', failed),
    rowResult(3, '4.9,3', { ...answered('virginica', 'text/plain'), variant: 'green', milliseconds: 30 }),
  ];

  it('counts what failed', () => {
    assert.deepEqual(rowTotals(results), { rows: 3, failed: 1, median: 12.4 });
    assert.deepEqual(rowTotals([]), { rows: 0, failed: 0, median: undefined });
  });

  it('has what failed first, and who answered how often', () => {
    const page = rowsPage(invocation, results);
    assert.match(page, /1 failed · 12 ms in the median · blue: 1 · green: 2/);
    assert.match(page, /\| --- \|.*\n\| 2 \| `x,y` \| \*\*500\*\* \|/);
  });

  it('is saved with whole answers, in the order of the rows', () => {
    assert.equal(
      rowsCsv(results),
      [
        'row,sent,status,milliseconds,variant,answer',
        '1,"5.1,3.5",200,12.4,blue,setosa',
        '2,"x,y",500,3.0,green,"Traceback\n```\nValueError"',
        '3,"4.9,3",200,30.0,green,virginica',
        '',
      ].join('\r\n'),
    );
  });
});
