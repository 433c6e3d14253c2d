import assert from 'node:assert/strict';
import { transformForm, wrongChoice } from '../../../src/core/transform/transformForm';
import { transformCommand } from '../../../src/terminal/transform/transformCommand';

describe('What can be chosen for a batch transform', () => {
  it('is what the command line has, with choices that it takes', () => {
    for (const { name, choices } of transformForm()) {
      assert.ok(Object.hasOwn(transformCommand.options, name), name);
      for (const value of choices) {
        const words = { split: 'Line', 'content-type': 'text/csv', [name]: value };
        const isAlone = name === 'split' ? { [name]: value } : words;
        assert.equal(wrongChoice(isAlone), undefined, `${name} ${value}`);
      }
    }
  });

  it('is refused together in a sentence', () => {
    assert.match(wrongChoice({ strategy: 'SingleRecord' }) ?? '', /needs records/);
    assert.equal(wrongChoice({}), undefined);
  });
});
