import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Image } from '../../../src/core/images/image';
import { splitName } from '../../../src/core/images/image';
import { checkImageName } from '../../../src/core/images/imageName';
import type { ImagesChange } from '../../../src/core/images/imagesState';
import { advance, findImage, keepDetails, listed, usersOf } from '../../../src/core/images/imagesState';

const image = (id: string, tags: readonly string[] = [], more: Partial<Image> = {}): Image => ({
  id,
  tags,
  digests: [],
  bytes: 1,
  created: 0,
  ...more,
});
const engine = { name: 'default', source: 'default', addresses: [] } as const;
const tagsOf = (state: ReturnType<typeof listed>) =>
  [...state.images.values()].map(({ id, tags }) => [id, ...tags]);

describe('What is known of the images', () => {
  it('follows a tag that moves to a newer image', () => {
    const state = advance(listed(engine, [image('old', ['m:1', 'm:latest'])], []), [
      { kind: 'image', image: image('new', ['m:latest']) },
    ]);
    assert.deepEqual(tagsOf(state), [
      ['old', 'm:1'],
      ['new', 'm:latest'],
    ]);
  });

  it('keeps an architecture that was looked up, over events and listings', () => {
    const first = advance(listed(engine, [image('a')], []), [
      { kind: 'details', id: 'a', details: { architecture: 'arm64' } },
    ]);
    const second = advance(first, [{ kind: 'image', image: image('a', ['m:1']) }]);
    const third = keepDetails(listed(engine, [image('a'), image('b')], []), second);
    assert.deepEqual(
      [...third.images.values()].map(({ architecture }) => architecture),
      ['arm64', undefined],
    );
  });

  it('knows who uses an image, as long as they are there', () => {
    const container = { id: 'c', name: 'algo', imageId: 'a', running: false };
    const state = advance(listed(engine, [image('a')], []), [{ kind: 'container', container }]);
    assert.deepEqual(usersOf(state, 'a'), [container]);
    assert.deepEqual(usersOf(advance(state, [{ kind: 'container-gone', id: 'c' }]), 'a'), []);
  });

  it('is the same whether told by events or by a listing at the end', () => {
    const ids = fc.constantFrom('a', 'b', 'c');
    const tags = fc.uniqueArray(fc.constantFrom('m:1', 'm:2', 'n:1'));
    const step: fc.Arbitrary<ImagesChange> = fc.oneof(
      fc.record({
        kind: fc.constant('image' as const),
        image: fc.tuple(ids, tags).map(([id, names]) => image(id, names)),
      }),
      fc.record({ kind: fc.constant('image-gone' as const), id: ids }),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const one = advance(listed(engine, [], []), steps);
        const each = steps.reduce((state, change) => advance(state, [change]), listed(engine, [], []));
        assert.deepEqual(one, each);
        const owners = [...one.images.values()].flatMap((each_) => each_.tags);
        assert.equal(new Set(owners).size, owners.length, 'a tag has one image');
      }),
    );
  });

  it('finds an image by tag or id', () => {
    const state = listed(engine, [image('sha256:a', ['m:1'])], []);
    assert.equal(findImage(state, 'm:1')?.id, 'sha256:a');
    assert.equal(findImage(state, 'sha256:a')?.id, 'sha256:a');
    assert.equal(findImage(state, 'm:2'), undefined);
  });
});

describe('An image name', () => {
  it('splits behind the last slash, where a port is no tag', () => {
    assert.deepEqual(splitName('127.0.0.1:5000/a/b'), { repository: '127.0.0.1:5000/a/b', tag: 'latest' });
    assert.deepEqual(splitName('127.0.0.1:5000/a:2'), { repository: '127.0.0.1:5000/a', tag: '2' });
  });

  const good = [
    'a',
    'a:1',
    'my-model:1.0',
    'a__b/c--d:X',
    '127.0.0.1:5000/a:1',
    'localhost/a',
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/a:1',
  ];
  for (const name of good) it(`may be ${name}`, () => assert.equal(checkImageName(name), undefined));

  const bad: ReadonlyArray<readonly [string, RegExp]> = [
    ['', /Type a name/],
    ['a b', /no spaces/],
    ['A', /lower case: a/],
    ['a:', /A tag has/],
    ['a:-x', /A tag has/],
    [`a:${'x'.repeat(129)}`, /A tag has/],
    ['a//b', /slash too many/],
    ['a_.b', /a_\.b cannot/],
    ['a@sha256:00', /digest/],
    ['-x.com/a', /not the name of a registry/],
    ['x'.repeat(256), /at most 255/],
  ];
  for (const [name, words] of bad) {
    it(`may not be ${name.slice(0, 20) || 'empty'}`, () => assert.match(checkImageName(name) ?? '', words));
  }
});
