import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readIgnoreRules } from '../../../src/core/dockerfile/context/ignore';
import type { ContextSize } from '../../../src/core/images/build/contextSize';
import {
  contextText,
  hasGrown,
  ignorable,
  isLargeContext,
  largeContextText,
  withIgnored,
} from '../../../src/core/images/build/contextSize';
import { ContextTally } from '../../../src/core/images/build/contextTally';

const megabyte = 1_000_000;
const sizeOf = (files: Readonly<Record<string, number>>): ContextSize => {
  const tally = new ContextTally();
  for (const [path, bytes] of Object.entries(files)) tally.add(path, bytes);
  return tally.size();
};
const many = (folder: string, count: number): Readonly<Record<string, number>> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${folder}/${index}.js`, 100]));

describe('The build context', () => {
  for (const [what, files, heaviest] of [
    ['a folder', { 'data/a.csv': 80, 'data/b.csv': 70, 'train.py': 1 }, ['data 2']],
    [
      'what is deep in a folder',
      { 'src/data/x/a': 80, 'src/data/x/b': 70, 'src/main.py': 1 },
      ['src/data/x 2'],
    ],
    ['one file of a folder', { 'models/a.pt': 300, 'models/readme': 1 }, ['models/a.pt 1']],
    ['.git as a whole', { '.git/objects/pack/p': 300, '.git/HEAD': 1 }, ['.git 2']],
    ['several, the heaviest first', { a: 50, 'b/c': 80, d: 100, e: 1 }, ['d 1', 'b 1', 'a 1']],
  ] as const)
    it(`names ${what}`, () => {
      const grown = Object.fromEntries(
        Object.entries<number>(files).map(([path, bytes]) => [path, bytes * megabyte]),
      );
      const size = sizeOf(grown);
      assert.deepEqual(
        size.heaviest.map(({ path, files: count }) => `${path} ${count}`),
        heaviest,
      );
    });

  it('names what has many files, though they weigh little', () => {
    const size = sizeOf({ ...many('web/node_modules/x', 30_000), 'model.bin': 100 * megabyte });
    assert.deepEqual(
      size.heaviest.map(({ path, files }) => `${path} ${files}`),
      ['web/node_modules 30000', 'model.bin 1'],
    );
    assert.ok(isLargeContext(size));
  });

  it('adds up to what is in it, whatever it is', () => {
    const folder = fc.constantFrom('a', 'b', '.git', 'node_modules');
    const file = fc.constantFrom('x.bin', 'y');
    const path = fc
      .tuple(fc.array(folder, { maxLength: 9 }), file)
      .map(([folders, name]) => [...folders, name].join('/'));
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(path, fc.nat(500 * megabyte)), { selector: ([each]) => each }),
        (files) => {
          const size = sizeOf(Object.fromEntries(files));
          assert.equal(size.files, files.length);
          assert.equal(
            size.bytes,
            files.reduce((sum, [, bytes]) => sum + bytes, 0),
          );
          for (const { path: heavy, bytes } of size.heaviest) {
            const within = files.filter(([each]) => each === heavy || each.startsWith(`${heavy}/`));
            assert.equal(
              bytes,
              within.reduce((sum, [, each]) => sum + each, 0),
            );
          }
        },
      ),
    );
  });

  it('is large from a size or a number of files on', () => {
    const large = (bytes: number, files: number): boolean => isLargeContext({ bytes, files, heaviest: [] });
    assert.deepEqual(
      [large(200 * megabyte, 20_000), large(200 * megabyte + 1, 1), large(1, 20_001)],
      [false, true, true],
    );
  });

  it('is not asked about again until it has grown by half', () => {
    const now = { bytes: 400 * megabyte, files: 10, heaviest: [] };
    assert.equal(hasGrown(now, { bytes: 300 * megabyte, files: 10 }), false);
    assert.equal(hasGrown(now, { bytes: 250 * megabyte, files: 10 }), true);
    assert.equal(hasGrown(now, { bytes: 400 * megabyte, files: 6 }), true);
  });

  it('is described by size, files and where most of it is', () => {
    const heaviest = [
      { path: 'data', bytes: 250 * megabyte, files: 12 },
      { path: 'a.pt', bytes: 50 * megabyte, files: 1 },
    ];
    assert.equal(contextText({ bytes: 3000, files: 1 }), '3 kB in one file');
    assert.equal(
      largeContextText({ bytes: 300 * megabyte, files: 20, heaviest }),
      'The build context is large: 300 MB in 20 files, most of it in data (250 MB in 12 files), a.pt (50 MB). What no build needs belongs into .dockerignore.',
    );
  });

  it('may leave out what no COPY names', () => {
    const heaviest = ['data', 'src', 'models/a.pt', 'models/b'].map((path) => ({ path, bytes: 1, files: 1 }));
    assert.deepEqual(
      ignorable(heaviest, ['src/train', 'models/a.pt']).map(({ path }) => path),
      ['data', 'models/b'],
    );
    assert.deepEqual(
      ignorable(heaviest, ['models']).map(({ path }) => path),
      ['data', 'src'],
    );
  });

  it('leaves out just what .dockerignore is given, however it is called', () => {
    assert.equal(withIgnored('a', ['b']), 'a\nb\n');
    assert.equal(withIgnored('a\n', []), 'a\n');
    const part = fc
      .string({ minLength: 1, maxLength: 6 })
      .filter((each) => !/[/\n\r]|^\s|\s$|^\.{1,2}$/.test(each));
    const path = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
    fc.assert(
      fc.property(path, path, (ignored, other) => {
        const rules = readIgnoreRules(withIgnored('', [ignored]));
        assert.ok(rules.isIgnored(ignored), ignored);
        if (other !== ignored && !other.startsWith(`${ignored}/`)) assert.ok(!rules.isIgnored(other), other);
      }),
    );
  });
});
