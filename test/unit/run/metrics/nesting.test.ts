import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nesting } from '../../../../src/core/run/metrics/nesting';

describe('The repetitions of an expression', () => {
  for (const [expected, ...sources] of [
    [
      'none',
      'loss=([0-9.]+)',
      'a+b*c?',
      '(a+)(b+)',
      '[(a+)+]',
      '\\(a+\\)+',
      '(a|b)',
      '(?<name>\\d+)',
      '(abc)+',
      'x{2,5}',
      'loss=([0-9\\.]+(e-[0-9]+)?)',
      '(',
      ')+',
      '',
    ],
    [
      'possible',
      '(\\d+\\.)*',
      '(?:\\w+\\s)+loss=(.*)',
      '(a|b)+',
      '(a?b)*',
      '((a+b)c)*',
      '(a+){3}',
      '(a?){9}',
    ],
    [
      'explosive',
      '(a+)+$',
      '(a*)*',
      '(?:\\w+\\s*)+=',
      '((a+))+',
      '(a+b?)+',
      '([a-z]+)*x',
      '(?P<n>.*)*',
      '(a+){2,}',
      '(^a+)+',
    ],
  ] as const)
    for (const source of sources)
      it(`are ${expected} in ${source}`, () => assert.equal(nesting(source), expected));

  it('are read to the end of any text', () => {
    const part = fc.constantFrom(
      '(',
      ')',
      '[',
      ']',
      '^',
      '|',
      '+',
      '*',
      '?',
      '{2,}',
      '{',
      '}',
      '\\',
      'a',
      '(?:',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        assert.match(nesting(parts.join('')), /^(?:none|possible|explosive)$/);
      }),
    );
  });
});
