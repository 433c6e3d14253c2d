import assert from 'node:assert/strict';
import { offBecause, severityOf } from '../../../src/core/dockerfile/severitySetting';

describe('The severity of a rule', () => {
  const table: readonly (readonly [string, ReturnType<typeof severityOf>])[] = [
    ['error', 'error'],
    ['hint', 'hint'],
    ['off', 'off'],
    ['off: the base image does that', 'off'],
    ['offline', undefined],
    ['error: because', undefined],
    ['', undefined],
  ];
  for (const [value, expected] of table)
    it(JSON.stringify(value), () => assert.equal(severityOf(value), expected));

  it('is off with a reason where one was given', () => {
    assert.deepEqual(['', '  ', ' we have our own base '].map(offBecause), [
      'off',
      'off',
      'off: we have our own base',
    ]);
    assert.equal(severityOf(offBecause('x')), 'off');
  });
});
