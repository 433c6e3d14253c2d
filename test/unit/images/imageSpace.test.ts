import assert from 'node:assert/strict';
import { readSpace } from '../../../src/adapters/docker/space';
import type { Image } from '../../../src/core/images/image';
import { imageRows } from '../../../src/core/images/imageRows';
import { freedAtLeast } from '../../../src/core/images/imageSpace';
import { listed } from '../../../src/core/images/imagesState';
import { tooltipOf } from '../../../src/core/row';

const image = (id: string, bytes: number, tags: readonly string[]): Image => ({
  id,
  tags,
  digests: [],
  bytes,
  created: 0,
});
const [one, two, three] = [
  image('one', 1000, ['churn:1', 'churn:latest']),
  image('two', 3000, ['churn:2', 'other:2']),
  image('three', 500, []),
];
const space = {
  total: 3700,
  shared: new Map([
    ['one', 800],
    ['two', 800],
  ]),
};
const nobody = (): boolean => false;

describe('The space of images', () => {
  it('comes free with an image that has no other name and no container', () => {
    const both = [
      { image: one, reference: 'churn:1' },
      { image: one, reference: 'churn:latest' },
    ];
    assert.equal(freedAtLeast(both, space, nobody), 200);
    assert.equal(freedAtLeast(both.slice(1), space, nobody), 0);
    assert.equal(
      freedAtLeast(both, space, (id) => id === 'one'),
      0,
    );
    assert.equal(freedAtLeast([{ image: two, reference: 'churn:2' }], space, nobody), 0);
    assert.equal(
      freedAtLeast([{ image: three, reference: undefined }], space, nobody),
      0,
      'not measured yet',
    );
  });

  it('is told of groups and images as soon as it is known', () => {
    const engine = { name: 'default', source: 'default', addresses: [] } as const;
    const state = listed(engine, [one, two, three], []);
    assert.equal(imageRows(state, 0)[0]?.detail, '2 images · 4 kB');
    const [churn] = imageRows({ ...state, space }, 0);
    assert.equal(churn?.detail, '2 images · 4 kB · frees 200 B');
    assert.match((churn && tooltipOf(churn)) ?? '', /Removing it frees at least 200 B/);
    const everything = { ...space, shared: new Map([['three', 0]]) };
    const untagged = imageRows({ ...state, space: everything }, 0).at(-1);
    assert.equal(untagged?.detail, '1 image · 500 B');
    assert.match((untagged && tooltipOf(untagged)) ?? '', /Removing it frees at least 500 B/);
    const [first] = churn?.children ?? [];
    assert.match(
      (first && tooltipOf(first)) ?? '',
      /Size: 1 kB, of which 800 B are shared with other images and 200 B its own/,
    );
  });

  it('is read from old engines and new ones, and a part that was not counted is left out', () => {
    const items = [
      { Id: 'one', SharedSize: 800 },
      { Id: 'two', SharedSize: -1 },
    ];
    const wanted = { total: 3700, shared: new Map([['one', 800]]) };
    assert.deepEqual(readSpace({ LayersSize: 3700, Images: items }), wanted);
    assert.deepEqual(readSpace({ ImageUsage: { TotalSize: 3700, Items: items } }), wanted);
    assert.deepEqual(readSpace({ LayersSize: 0, Images: null }), { total: 0, shared: new Map() });
  });
});
