import assert from 'node:assert/strict';
import { expand, type ExpandOptions } from '../../../src/core/dockerfile/build/expand';
import type { Lookup, Variable } from '../../../src/core/dockerfile/build/expansion';

const variables: Readonly<Record<string, Variable>> = {
  A: { kind: 'set', value: 'one', known: true },
  EMPTY: { kind: 'set', value: '', known: true },
  GUESS: { kind: 'set', value: 'g', known: false },
  OPEN: { kind: 'open' },
  BASE: { kind: 'foreign' },
  PATHS: { kind: 'set', value: '/tmp/tmp/bar.txt', known: true },
  X: { kind: 'set', value: 'xxyy', known: true },
  STARS: { kind: 'set', value: 'a***yy*', known: true },
  HOST: { kind: 'set', value: 'http://a.b', known: true },
};

const lookup: Lookup = (name) => variables[name] ?? { kind: 'unset' };
const value = (word: string, options?: ExpandOptions) => expand(word, lookup, options).value;

describe('expansion', () => {
  const cases: readonly (readonly [word: string, value: string])[] = [
    ['plain', 'plain'],
    ['$A', 'one'],
    ['${A}', 'one'],
    ['a${A}b$A.c', 'aoneboneb.c'.replace('boneb', 'bone')],
    ['$NONE', ''],
    ['$', '$'],
    ['$.', '$.'],
    ['$1x', 'x'],
    ['"$A"', 'one'],
    ["'$A'", '$A'],
    ['"\'$A\'"', "'one'"],
    ['\\$A', '$A'],
    ['\\\\$A', '\\one'],
    ['a\\b', 'ab'],
    ['"a\\b"', 'a\\b'],
    ['"\\"\\$A\\\\"', '"$A\\'],
    ['a\'b c\'"d e"', 'ab cd e'],
    ['end\\', 'end'],
    ['${A:-w}', 'one'],
    ['${A-w}', 'one'],
    ['${EMPTY:-w}', 'w'],
    ['${EMPTY-w}', ''],
    ['${NONE:-w}', 'w'],
    ['${NONE-w}', 'w'],
    ['${A:+w}', 'w'],
    ['${A+w}', 'w'],
    ['${EMPTY:+w}', ''],
    ['${EMPTY+w}', 'w'],
    ['${NONE:+w}', ''],
    ['${NONE+w}', ''],
    ['${A:?m}', 'one'],
    ['${A?m}', 'one'],
    ['${EMPTY?m}', ''],
    ['${NONE:-$A}', 'one'],
    ['${NONE:-${NONE:-"a b"}}', 'a b'],
    ['${NONE:-a\\}b}', 'a}b'],
    ['${NONE:-}', ''],
    ['${X#*x}', 'xyy'],
    ['${X##*x}', 'yy'],
    ['${X#*}', 'xxyy'],
    ['${X##*}', ''],
    ['${X#*x*y}', 'y'],
    ['${X#}', 'xxyy'],
    ['${X%y}', 'xxy'],
    ['${X%x}', 'xxyy'],
    ['${X%y*}', 'xxy'],
    ['${X%%y*}', 'xx'],
    ['${X%%*}', ''],
    ['${X#??}', 'yy'],
    ['${STARS%%\\**\\*}', 'a'],
    ['${STARS%\\*}', 'a***yy'],
    ['${HOST#http://}', 'a.b'],
    ['${PATHS/\\/tmp/}', '/tmp/bar.txt'],
    ['${PATHS//\\/tmp/}', '/bar.txt'],
    ['${PATHS//t*p/q}', '/q/bar.txt'],
    ['${X/y/$A}', 'xxoney'],
    ['${X//y/$A}', 'xxoneone'],
    ['${X//?/z}', 'zzzz'],
    ['${X///}', 'xxyy'],
    ['${X/q/z}', 'xxyy'],
    ['${NONE/a/b}', ''],
  ];
  for (const [word, expected] of cases) it(word, () => assert.equal(value(word), expected));

  it('takes the escape character of the file', () => {
    assert.equal(value('`$A\\$A', { escape: '`' }), '$A\\one');
  });

  it('keeps quotes in the body of a heredoc', () => {
    assert.equal(value(`'$A' "$A"`, { keepQuotes: true }), `'one' "one"`);
  });

  const errors: readonly (readonly [word: string, code: string])[] = [
    ['"a', 'unclosed-quote'],
    ["a'b", 'unclosed-quote'],
    ['${A', 'unclosed-brace'],
    ['${', 'unclosed-brace'],
    ['${A:-b', 'unclosed-brace'],
    ['${}', 'bad-substitution'],
    ['${:x}', 'bad-substitution'],
    ['${{A}}', 'bad-substitution'],
    ['${A=b}', 'bad-substitution'],
    ['${A^^}', 'bad-substitution'],
    ['${A:=b}', 'bad-substitution'],
    ['${NONE:?m}', 'required'],
    ['${NONE?m}', 'required'],
    ['${EMPTY:?m}', 'required'],
    ['${OPEN:?m}', 'required'],
    ['${X#\\x}', 'bad-pattern'],
    ['${X//y}', 'unclosed-brace'],
  ];
  for (const [word, code] of errors) {
    it(`${word} is an error`, () => {
      const { error, known, value: text } = expand(word, lookup);
      assert.deepEqual([error?.code, known, text], [code, false, word]);
    });
  }
});

const long: Lookup = () => ({ kind: 'set', value: 'ab'.repeat(4000), known: true });

describe('what an expansion knows', () => {
  const cases: readonly (readonly [
    word: string,
    value: string,
    known: boolean,
    unresolved: readonly string[],
  ])[] = [
    ['$A', 'one', true, []],
    ['$NONE', '', true, ['NONE']],
    ['$OPEN', '', false, ['OPEN']],
    ['$BASE:/x', ':/x', false, ['BASE']],
    ['$GUESS', 'g', false, []],
    ['${OPEN:-w}', 'w', true, ['OPEN']],
    ['${OPEN:+w}', '', true, ['OPEN']],
    ['${BASE:-w}', 'w', false, ['BASE']],
    ['${BASE:?m}', '', false, ['BASE']],
    ['${A:-$OPEN}', 'one', true, ['OPEN']],
    ['${NONE:-$OPEN}', '', false, ['OPEN', 'NONE']],
    ['${OPEN%x}', '', false, ['OPEN']],
    ['${GUESS/x/y}', 'g', false, []],
    ['${A#$OPEN}', 'one', false, ['OPEN']],
  ];
  for (const [word, text, known, unresolved] of cases) {
    it(word, () => {
      const result = expand(word, lookup);
      assert.deepEqual([result.value, result.known, result.unresolved], [text, known, unresolved]);
    });
  }

  it('every use of a variable has its place', () => {
    const word = 'a$A/${NONE:-${X}} "${A}"';
    const found = expand(word, lookup).references.map(
      ({ name, at, end }) => `${name}: ${word.slice(at, end)}`,
    );
    assert.deepEqual(found, ['A: $A', 'NONE: ${NONE:-${X}}', 'X: ${X}', 'A: ${A}']);
  });

  it('deep nesting and long patterns are given up, not followed', () => {
    assert.equal(expand('${a:-'.repeat(5000), lookup).error?.code, 'too-deep');
    assert.equal(expand('${a//*b*c*d*e/x}', long).known, false);
  });
});
