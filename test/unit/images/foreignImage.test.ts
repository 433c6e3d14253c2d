import assert from 'node:assert/strict';
import { foreignImage, foreignImageId } from '../../../src/core/images/foreignImage';

describe('A row of Container Tools', () => {
  const id = `sha256:${'a'.repeat(64)}`;
  for (const [what, node, image] of [
    ['gives its name', { fullTag: 'iris:1', imageId: id }, 'iris:1'],
    ['without a name gives its id', { fullTag: '<none>:<none>', imageId: id }, id],
    ['without a tag gives its id', { fullTag: 'iris:<none>', imageId: id }, id],
    ['of a shape that nobody knows gives nothing', { label: 'iris:1' }, undefined],
    ['with an id that is none gives nothing', { imageId: '--privileged' }, undefined],
    ['that is nothing gives nothing', undefined, undefined],
    ['that is text is one of ours', 'image:iris:1', undefined],
  ] as const)
    it(what, () => {
      const row = foreignImageId(node);
      assert.equal(row === undefined ? undefined : foreignImage(row), image);
    });

  it('is told from a row of ours', () => assert.equal(foreignImage('image:iris:1'), undefined));
});
