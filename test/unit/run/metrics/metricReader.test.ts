import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MetricReader } from '../../../../src/core/run/metrics/metricReader';
import { requiredText } from '../../../../src/core/run/metrics/requiredText';

const read = (regex: string, line: string) =>
  new MetricReader([{ name: 'm', regex }]).read(line).map(({ value }) => value);

describe('A metric is read as SageMaker reads it', () => {
  const cases: ReadonlyArray<readonly [string, string, readonly number[]]> = [
    ['loss: ([0-9.]*?) ', 'epoch 1 loss: 0.25 acc: 0.9', [0.25]],
    [String.raw`'eval_loss': ([0-9]+(.|e\-)[0-9]+),?`, "{'eval_loss': 0.51, 'epoch': 1.0}", [0.51]],
    [
      String.raw`.*\[[0-9]+\].*#011validation-rmse:(\S+)`,
      '[12]\ttrain-rmse:0.5\tvalidation-rmse:0.75',
      [0.75],
    ],
    [
      String.raw`.*\[[0-9]+\].*#011validation-rmse:(\S+)`,
      '[12]#011train-rmse:0.5#011validation-rmse:0.75',
      [0.75],
    ],
    [String.raw`(?P<name>lr)=(\S+)`, 'lr=0.1', []],
    [String.raw`lr=(?P<value>\S+)`, 'lr=1e-5', [1e-5]],
    [String.raw`(?i)LOSS=(\S+)`, 'Loss=-3', [-3]],
    [String.raw`loss=(\S+)`, 'loss=nan', []],
    [String.raw`loss=(\S+)`, 'loss=-inf', []],
    [String.raw`loss=(\S+)`, 'loss=1e999', []],
    [String.raw`loss=(\S+)`, 'loss=0.5, acc=1', []],
    [String.raw`loss=(\S*)`, 'loss= x', []],
    ['loss=(.+)|acc=(.+)', 'acc=1', []],
    ['loss', 'loss 0.5', []],
    ['loss=(', 'loss=(5', []],
    [String.raw`a=(\d+)`, 'a=1 a=2', [1]],
  ];
  for (const [regex, line, values] of cases)
    it(`${regex} in ${line}`, () => assert.deepEqual(read(regex, line), values));

  it('with the line where it stood, each definition by itself', () => {
    const reader = new MetricReader([
      { name: 'loss', regex: 'loss=([0-9.]+)' },
      { name: 'again', regex: 'loss=([0-9.]+)' },
      { name: 'bad', regex: '((' },
      { name: 'acc', regex: '(?:acc)=([0-9.]+)' },
    ]);
    assert.deepEqual(
      ['start', 'loss=1', 'acc=0.5 loss=2'].flatMap((line) => reader.read(line)),
      [
        { name: 'loss', value: 1, line: 1 },
        { name: 'again', value: 1, line: 1 },
        { name: 'loss', value: 2, line: 2 },
        { name: 'again', value: 2, line: 2 },
        { name: 'acc', value: 0.5, line: 2 },
      ],
    );
  });

  it('and nothing else, where definitions are given', () => {
    assert.deepEqual(read('acc=(.+)', 'loss=0.5'), []);
    assert.deepEqual(read('((', 'loss=0.5'), []);
  });
});

describe('The text that every match contains', () => {
  const cases: ReadonlyArray<readonly [RegExp, string]> = [
    [/loss: ([0-9.]*?) /, 'loss: '],
    [/'eval_loss': ([0-9]+)/, "'eval_loss': "],
    [/.*\[[0-9]+\].*#011validation-rmse:(\S+)/, '#011validation-rmse:'],
    [/losse?s=(\d)/, 'loss'],
    [/abc+de/, 'abc'],
    [/abcd*ef/, 'abc'],
    [/abcd{0,3}ef/, 'abc'],
    [/ab(?:cdefgh)?ij/, 'ab'],
    [/ab[cdefgh\]]+i/, 'ab'],
    [/a|bcd/, ''],
    [/abc\x41\u0041\d+/, 'abc'],
    [/abc/i, ''],
    [/\(\$\.\)/, '($.)'],
  ];
  for (const [regex, text] of cases) it(String(regex), () => assert.equal(requiredText(regex), text));

  it('is in every line that matches', () => {
    const part = fc.constantFrom(
      'a',
      'b',
      'ab',
      'a*',
      'b+',
      'a?',
      '(a|b)',
      '(?:ab)?',
      '[ab]',
      'a{2}',
      '.',
      'b{0,1}',
      String.raw`\.`,
      '|',
    );
    const regex = fc.array(part, { maxLength: 6 }).map((parts) => new RegExp(parts.join('')));
    const line = fc
      .array(fc.constantFrom('a', 'b', '.', ' '), { maxLength: 12 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(regex, line, (one, text) => {
        if (one.test(text)) assert.ok(text.includes(requiredText(one)));
      }),
      { numRuns: 2000 },
    );
  });
});

it('Forty definitions are read from many lines', () => {
  const reader = new MetricReader(
    Array.from({ length: 40 }, (_, at) => ({ name: `m${at}`, regex: `metric_${at}=([0-9.]+)` })),
  );
  let found = 0;
  for (let line = 0; line < 100_000; line += 1)
    found += reader.read(`step ${line} metric_${line % 40}=0.5`).length;
  assert.equal(found, 100_000);
});

describe('An expression that is too slow', () => {
  /** A clock that each search moves on, by what the line says. */
  const patience = () => {
    const asked: string[] = [];
    const gone: string[] = [];
    let time = 0;
    let looks = 0;
    return {
      asked,
      gone,
      pass: { each: 0 },
      now(): number {
        // The second look is after a search.
        looks += 1;
        if (looks % 2 === 0) time += this.pass.each;
        return time;
      },
      search(regex: RegExp, text: string) {
        asked.push(text);
        return text.includes('ever') ? ('too-slow' as const) : (regex.exec(text) ?? undefined);
      },
      gaveUp: (name: string) => void gone.push(name),
    };
  };

  it('is switched off, and the others go on', () => {
    const world = patience();
    const reader = new MetricReader(
      [
        { name: 'bad', regex: '(?:x+)+=(\\d)' },
        { name: 'good', regex: 'y=(\\d)' },
      ],
      world,
    );
    assert.deepEqual(reader.read('x=1 y=2').length, 2);
    assert.deepEqual(reader.read('x=for ever y=3'), [{ name: 'good', value: 3, line: 1 }]);
    assert.deepEqual(reader.read('x=4 y=4'), [{ name: 'good', value: 4, line: 2 }]);
    assert.deepEqual([world.asked.length, world.gone], [2, ['bad']]);
  });

  it('is searched under guard also when it looks harmless, where the line is long', () => {
    const world = patience();
    const reader = new MetricReader([{ name: 'm', regex: 'm=(\\d)' }], world);
    reader.read('m=1');
    reader.read(`m=2 ${'.'.repeat(2000)}`);
    assert.equal(world.asked.length, 1);
  });

  it('is switched off when a line takes long, or many lines together', () => {
    for (const [milliseconds, lines] of [
      [251, 1],
      [50, 41],
    ] as const) {
      const world = patience();
      world.pass.each = milliseconds;
      const reader = new MetricReader([{ name: 'm', regex: 'm=(\\d)' }], world);
      const counts = Array.from({ length: 100 }, () => reader.read('m=1').length);
      assert.deepEqual(counts.indexOf(0), lines, `${milliseconds}`);
      assert.deepEqual(world.gone, ['m']);
    }
  });

  it('is kept when it takes long now and then', () => {
    const world = patience();
    const reader = new MetricReader([{ name: 'm', regex: 'm=(\\d)' }], world);
    for (let line = 0; line < 50_000; line += 1) {
      world.pass.each = line % 100 === 0 ? 100 : 0;
      assert.equal(reader.read('m=1').length, 1);
    }
    assert.deepEqual(world.gone, []);
  });
});
