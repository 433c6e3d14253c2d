import assert from 'node:assert/strict';
import type { JsonFailureReason } from '../../../src/core/dockerfile/syntax';
import { argumentsOf, issuesOf, only } from './outline';

describe('exec or shell form', () => {
  const arrays: readonly (readonly [text: string, words: readonly string[]])[] = [
    ['[]', []],
    ['[""]', ['']],
    ['["a"]', ['a']],
    ['[\t"a" , "b"\t] ', ['a', 'b']],
    ['["a b", "♥", "\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000"]', ['a b', '♥', '" \\ / \b \f \n \r \t \0']],
    ['["\\ud83d\\ude00"]', ['😀']],
    ['["\\ud83d"]', ['\ufffd']],
  ];
  for (const [text, words] of arrays) {
    it(`array: ${text}`, () => assert.deepEqual(argumentsOf(`CMD ${text}`), { json: words }));
  }

  const failures: readonly (readonly [text: string, reason: JsonFailureReason, at: string])[] = [
    ['["a",42]', 'not-strings', '4'],
    ['["a",null,"b"]', 'not-strings', 'n'],
    ['[["a"]]', 'not-strings', '['],
    ['[{}]', 'not-strings', '{'],
    ["['a', 'b']", 'single-quotes', "'"],
    ['[“a”]', 'single-quotes', '“'],
    ['["a",]', 'trailing-comma', ']'],
    ['["a" "b"]', 'missing-comma', '"'],
    ['["a"; "b"]', 'expected-comma', ';'],
    ['["a"', 'unclosed', '["a"'],
    ['["a', 'unclosed-string', '"a'],
    ['["a"] && b', 'trailing-text', '&& b'],
    ['["a"] # b', 'trailing-text', '# b'],
    ['["\\x"]', 'bad-escape', '\\'],
    ['["\\u12"]', 'bad-escape', '\\'],
    ['["a\tb"]', 'control-character', '\t'],
    ['[ -f x ] && y', 'expected-string', '-'],
    ['[a, "b"]', 'expected-string', 'a'],
    ['[tru]', 'expected-string', 't'],
  ];
  for (const [text, reason, at] of failures) {
    it(`shell form: ${text}`, () => {
      const whole = `CMD ${text}`;
      const given = only(whole).arguments;
      assert.ok(given.kind === 'shell' && given.notJson !== undefined);
      assert.deepEqual(
        [given.body.raw, given.notJson.reason, whole.slice(given.notJson.start, given.notJson.end)],
        [text, reason, at],
      );
    });
  }

  it('is the same for HEALTHCHECK CMD and ONBUILD', () => {
    assert.deepEqual(argumentsOf('HEALTHCHECK --interval=5s CMD ["a"]'), { CMD: { json: ['a'] } });
    assert.deepEqual(argumentsOf('HEALTHCHECK cmd a b'), { cmd: { shell: 'a b' } });
    assert.deepEqual(argumentsOf('ONBUILD RUN ["a"]'), { RUN: { json: ['a'] } });
  });

  it('words of COPY, ADD and VOLUME fall back to splitting', () => {
    assert.deepEqual(argumentsOf('COPY ["a", b] /c'), ['["a",', 'b]', '/c']);
    assert.deepEqual(argumentsOf('COPY "a b" /c'), ['"a', 'b"', '/c']);
    assert.deepEqual(argumentsOf('VOLUME ["/a"]'), { json: ['/a'] });
  });
});

describe('keys and values', () => {
  const cases: readonly (readonly [text: string, pairs: unknown])[] = [
    ['ENV a=b', [['a', 'b']]],
    [
      'ENV a=b c="d e" f=\'g h\' i=',
      [
        ['a', 'b'],
        ['c', '"d e"'],
        ['f', "'g h'"],
        ['i', ''],
      ],
    ],
    [
      'ENV a=b\\ c d=e',
      [
        ['a', 'b\\ c'],
        ['d', 'e'],
      ],
    ],
    ['ENV a=b=c', [['a', 'b=c']]],
    ['ENV a b  c', [['a', 'b  c']]],
    ['ENV a =b', [['a', '=b']]],
    ['ENV a "b c" d=e', [['a', '"b c" d=e']]],
    ['ENV "a b"=c', [['"a b"', 'c']]],
    [
      'ENV a="b \\" c" d=e',
      [
        ['a', '"b \\" c"'],
        ['d', 'e'],
      ],
    ],
    [
      "ENV a='b\\' c=d",
      [
        ['a', "'b\\'"],
        ['c', 'd'],
      ],
    ],
    [
      'ENV a=b"c d"e f=g',
      [
        ['a', 'b"c d"e'],
        ['f', 'g'],
      ],
    ],
    ['ENV a="b c', [['a', '"b c']]],
    [
      'LABEL a.b-c="d" e=f',
      [
        ['a.b-c', '"d"'],
        ['e', 'f'],
      ],
    ],
    ['ARG a', [['a', undefined]]],
    [
      'ARG a b=c d=""',
      [
        ['a', undefined],
        ['b', 'c'],
        ['d', '""'],
      ],
    ],
    ['ENV a\\=b=c', [['a\\', 'b=c']]],
    [
      'ENV a=b \\\n  c=d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
  ];
  for (const [text, pairs] of cases) it(text, () => assert.deepEqual(argumentsOf(text), pairs));

  it('the backtick escapes when it is the escape character', () => {
    const text = '# escape=`\nENV a=b` c d=e\\ f=g';
    assert.deepEqual(argumentsOf(text), [
      ['a', 'b` c'],
      ['d', 'e\\'],
      ['f', 'g'],
    ]);
  });
});

const flags = (text: string) => only(text).flags.map(({ name, value }) => [name, value]);

describe('flags', () => {
  it('are names with values', () => {
    assert.deepEqual(flags('COPY --link --from=a --chown="b c" a b'), [
      ['link', undefined],
      ['from', 'a'],
      ['chown', 'b c'],
    ]);
  });

  it('end at the first word that is none, or at --', () => {
    assert.deepEqual(flags('RUN --a=b c --d'), [['a', 'b']]);
    assert.deepEqual(argumentsOf('RUN --a=b -- --c'), { shell: '--c' });
    assert.deepEqual(argumentsOf('RUN --a=b -c'), { shell: '-c' });
  });

  it('have the range of their value', () => {
    const text = 'COPY --from=base \\\n --chmod=7\\\n55 a b';
    const found = only(text).flags.map(({ valueRange }) => text.slice(valueRange?.start, valueRange?.end));
    assert.deepEqual(found, ['base', '7\\\n55']);
  });

  it('backslashes and quotes are taken off whatever the escape character is', () => {
    assert.deepEqual(flags("# escape=`\nRUN --a=b\\ c'd e' x"), [['a', 'b cd e']]);
  });
});

describe('issues', () => {
  const cases: readonly (readonly [text: string, issues: readonly string[]])[] = [
    ['', ['no-instructions: ']],
    ['# only\n', ['no-instructions: ']],
    ['FROM x\nFOO bar', ['unknown-instruction: FOO']],
    ['RUN x\nFROM x', ['before-from: RUN']],
    ['ARG a\nFROM x', []],
    ['FROM', ['missing-arguments: FROM']],
    ['FROM x AS', ['from-arguments: x AS']],
    ['FROM x IN y', ['from-arguments: x IN y']],
    ['FROM x AS 1y', ['stage-name: 1y']],
    ['FROM x AS Y_z.1-', []],
    ['FROM x\nENV a', ['missing-value: a']],
    ['FROM x\nENV a=b c', ['missing-equals: c']],
    ['FROM x\nENV =b', ['blank-name: =b']],
    ['FROM x\nENV', ['missing-arguments: ENV']],
    ['FROM x\nCOPY a', ['missing-destination: a']],
    ['FROM x\nSHELL bash -c', ['shell-not-json: bash -c']],
    ['FROM x\nHEALTHCHECK FOO', ['health-type: FOO']],
    ['FROM x\nHEALTHCHECK CMD', ['health-type: CMD']],
    ['FROM x\nHEALTHCHECK NONE', []],
    ['FROM x\nONBUILD ONBUILD RUN x', ['trigger-nested: ONBUILD']],
    ['FROM x\nONBUILD FROM y', ['trigger-forbidden: FROM']],
    ['FROM x\nONBUILD FOO', ['unknown-instruction: FOO']],
    ['FROM x\nCOPY --from a b', ['flag-value-missing: --from']],
    ['FROM x\nCOPY --link=maybe a b', ['flag-value-not-boolean: --link=maybe']],
    ['FROM x\nCOPY --chown=1 --chown=2 a b', ['duplicate-flag: --chown=2']],
    ['FROM x\nRUN --mount=type=cache --mount=type=ssh --network=none --security=insecure x', []],
    ['FROM --platform=$X x\nRUN', []],
  ];
  for (const [text, issues] of cases) {
    it(JSON.stringify(text), () => assert.deepEqual(issuesOf(text), issues));
  }
});
