import assert from 'node:assert/strict';
import { assert as check, constantFrom, property, string } from 'fast-check';
import { lineIndex, offsetAt, positionAt } from '../../../src/core/dockerfile/text/lineIndex';

describe('lines and offsets', () => {
  it('lines end as they do in the editor', () => {
    assert.deepEqual([...lineIndex('a\nb\r\nc\rd\n').starts], [0, 2, 5, 7, 9]);
  });

  it('characters are UTF-16 units', () => {
    assert.deepEqual(positionAt(lineIndex('x\n😀y'), 4), { line: 1, character: 2 });
  });

  it('what is outside is pulled in', () => {
    const index = lineIndex('ab\nc');
    assert.deepEqual(positionAt(index, 99), { line: 1, character: 1 });
    assert.deepEqual(positionAt(index, -1), { line: 0, character: 0 });
    assert.deepEqual(
      [offsetAt(index, { line: 9, character: 0 }), offsetAt(index, { line: 0, character: 9 })],
      [4, 3],
    );
    assert.equal(offsetAt(index, { line: -1, character: 3 }), 0);
  });

  it('there and back is the same place', () => {
    const text = string({ unit: constantFrom('a', '\n', '\r', '\r\n', '😀') });
    check(
      property(text, (written) => {
        const index = lineIndex(written);
        for (let offset = 0; offset <= written.length; offset++) {
          assert.equal(offsetAt(index, positionAt(index, offset)), offset);
        }
      }),
    );
  });
});
