import assert from 'node:assert/strict';
import { readLoopback } from '../../../src/core/load/plan/loopback';
import { checkSteps, type LoadStep } from '../../../src/core/load/plan/loadStep';
import { payloadsOf } from '../../../src/core/load/plan/payloads';
import {
  readDuration,
  readLatencyLimit,
  readLevels,
  readTimedLevels,
} from '../../../src/core/load/plan/readLevels';
import { Problem } from '../../../src/core/problem';

const isProblem = (error: unknown): boolean => error instanceof Problem && error.kind === 'bad-usage';

describe('Load goes to this machine alone', () => {
  for (const [text, host, port, path] of [
    ['http://127.0.0.1:8080', '127.0.0.1', 8080, '/invocations'],
    ['http://127.0.0.1:8080/', '127.0.0.1', 8080, '/invocations'],
    ['HTTP://LOCALHOST:1/endpoints/a/invocations?x=1', 'localhost', 1, '/endpoints/a/invocations?x=1'],
    ['http://127.255.0.9/x', '127.255.0.9', 80, '/x'],
    ['http://[::1]:9000/x', '::1', 9000, '/x'],
  ] as const)
    it(`to ${text}`, () => assert.deepEqual(readLoopback(text), { host, port, path }));

  for (const text of [
    'https://127.0.0.1:8080/',
    'http://example.com/',
    'http://localhost.example.com/',
    'http://127.0.0.1.example.com/',
    'http://127.0.0.1@example.com/',
    'http://example.com#@127.0.0.1/',
    'http://128.0.0.1/',
    'http://127.0.0.256/',
    'http://127.0.0.010/',
    'http://127.1/',
    'http://0.0.0.0:80/',
    'http://2130706433/',
    'http://[::ffff:10.0.0.1]/',
    'http://[::1].example.com/',
    'http://169.254.169.254/',
    'http://localhost./',
    'http://127.0.0.1:0/',
    'http://127.0.0.1:70000/',
    'http://127.0.0.1/a b',
    'http://127.0.0.1/a\r\nHost: x',
    'file:///etc/passwd',
    '',
  ])
    it(`not to ${JSON.stringify(text)}`, () => assert.throws(() => readLoopback(text), isProblem));
});

describe('What is typed of a load', () => {
  for (const [text, steps, levels] of [
    ['50', undefined, [50]],
    ['0.5', undefined, [0.5]],
    ['10, 20,40', undefined, [10, 20, 40]],
    ['10..50', undefined, [10, 20, 30, 40, 50]],
    ['1..64', 4, [1, 22, 43, 64]],
    ['0.5..1', 3, [0.5, 0.75, 1]],
  ] as const)
    it(text, () => assert.deepEqual(readLevels(text, steps), levels));

  for (const text of ['', 'x', '0', '-5', '1,,2', '1..', '1e3'])
    it(`${JSON.stringify(text)} is no load`, () =>
      assert.throws(() => readLevels(text, undefined), isProblem));

  it('times', () =>
    assert.deepEqual(
      ['500ms', '30s', '2m', '3', '1.5 s'].map(readDuration),
      [500, 30_000, 120_000, 3000, 1500],
    ));
  it('levels, and for how long', () =>
    assert.deepEqual(
      ['8', '1,8 for 30s', '10..20 for 500ms'].map((text) => readTimedLevels(text, 10_000)),
      [
        { levels: [8], milliseconds: 10_000 },
        { levels: [1, 8], milliseconds: 30_000 },
        { levels: [10, 13, 15, 18, 20], milliseconds: 500 },
      ],
    ));
  for (const text of ['8 for', '8 for ever', 'for 3s', '8 for 3s for 4s'])
    it(`${text} is refused`, () => assert.throws(() => readTimedLevels(text, 10_000), isProblem));
  it('no times', () =>
    ['', '5h', 'ms', '-1s'].forEach((text) => assert.throws(() => readDuration(text), isProblem)));
  it('limits', () =>
    assert.deepEqual(['p95=200ms', 'p99.9 <= 1s', 'P50≤20ms'].map(readLatencyLimit), [
      { quantile: 0.95, milliseconds: 200 },
      { quantile: 0.999, milliseconds: 1000 },
      { quantile: 0.5, milliseconds: 20 },
    ]));
  it('no limits', () =>
    ['p100=1s', '200ms', 'p95', 'p0=1s'].forEach((text) =>
      assert.throws(() => readLatencyLimit(text), isProblem),
    ));
});

describe('A load has bounds', () => {
  const usual: LoadStep = { pace: { kind: 'closed', concurrency: 1 }, milliseconds: 1000, warmUp: 0 };
  const refused: readonly (readonly LoadStep[])[] = [
    [],
    Array.from({ length: 51 }, () => usual),
    Array.from({ length: 7 }, () => ({ ...usual, milliseconds: 600_000 })),
    [{ ...usual, milliseconds: 600_001 }],
    [{ ...usual, pace: { kind: 'closed', concurrency: 1025 } }],
    [{ ...usual, pace: { kind: 'closed', concurrency: 1.5 } }],
    [{ ...usual, pace: { kind: 'open', rate: 20_001, arrivals: 'even' } }],
    [{ ...usual, pace: { kind: 'open', rate: Number.NaN, arrivals: 'even' } }],
    [{ ...usual, requests: 5_000_001 }],
    [{ ...usual, requests: Number.NaN }],
  ];
  refused.forEach((steps, index) =>
    it(`refuses ${index}`, () => assert.throws(() => checkSteps(steps), isProblem)),
  );
  it('takes what lies within', () =>
    assert.doesNotThrow(() => checkSteps([usual, { ...usual, requests: 1 }])));
});

describe('Payloads', () => {
  const file = (path: string, text: string) => ({ path, bytes: new TextEncoder().encode(text) });
  const told = (
    path: string,
    text: string,
    choice: { whole?: boolean; header?: boolean; contentType?: string } = {},
  ) =>
    payloadsOf([file(path, text)], { whole: false, header: false, ...choice }).map(
      ({ name, contentType, body }) => [name, contentType, Buffer.from(body).toString()] as const,
    );

  it('rows of CSV, with quoted lines in them', () =>
    assert.deepEqual(told('/a/x.csv', '1,2\r\n"a\n""b""",3\n\n4,5'), [
      ['x.csv:1', 'text/csv', '1,2'],
      ['x.csv:2', 'text/csv', '"a\n""b""",3'],
      ['x.csv:5', 'text/csv', '4,5'],
    ]));
  it('without the names of columns', () =>
    assert.deepEqual(told('x.csv', 'a,b\n1,2\n', { header: true }), [['x.csv:2', 'text/csv', '1,2']]));
  it('lines of JSON, in which a quote is nothing', () =>
    assert.deepEqual(told('x.jsonl', '{"a":"\\""}\n[2]\n'), [
      ['x.jsonl:1', 'application/json', '{"a":"\\""}'],
      ['x.jsonl:2', 'application/json', '[2]'],
    ]));
  it('whole files', () =>
    assert.deepEqual(
      [
        told('x.csv', '1\n2\n', { whole: true }),
        told('x.jsonl', '1\n2\n', { whole: true }),
        told('x.bin', '\0'),
      ],
      [
        [['x.csv', 'text/csv', '1\n2\n']],
        [['x.jsonl', 'application/jsonlines', '1\n2\n']],
        [['x.bin', 'application/octet-stream', '\0']],
      ],
    ));
  it('of the type that is given', () =>
    assert.deepEqual(told('x.csv', '1', { contentType: 'text/x' }), [['x.csv:1', 'text/x', '1']]));
  it('nothing to send is a problem', () => assert.throws(() => told('x.csv', '\n'), Problem));
  it('too much is a problem', () =>
    assert.throws(
      () =>
        payloadsOf([{ path: 'x', bytes: new Uint8Array(25 * 1024 * 1024 + 1) }], {
          whole: true,
          header: false,
        }),
      isProblem,
    ));
});
