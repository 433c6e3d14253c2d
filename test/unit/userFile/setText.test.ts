import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type ParseError, parse } from 'jsonc-parser';
import type { Edit } from '../../../src/core/userFile/setText';
import { setText } from '../../../src/core/userFile/setText';
import { imagePlaces } from '../../../src/core/userFile/imagePlaces';

const after = (text: string, edits: readonly Edit[] = []): string =>
  edits
    .toSorted((left, right) => right.start - left.start)
    .reduce((whole, { start, end, text: own }) => whole.slice(0, start) + own + whole.slice(end), text);
const set = (text: string, path: ReadonlyArray<string | number>, value = 'new'): string =>
  after(text, setText(text, path, value));

describe('A text that is written into a file', () => {
  for (const [what, before, path, expected] of [
    [
      'takes the place of another',
      '{ "a": 1, "image": "old" /* why */ }',
      ['image'],
      '{ "a": 1, "image": "new" /* why */ }',
    ],
    [
      'comes behind the last key, and behind what is said of it',
      '{\n  // first\n  "a": 1 // one\n  // last\n}\n',
      ['image'],
      '{\n  // first\n  "a": 1, // one\n  "image": "new"\n  // last\n}\n',
    ],
    [
      'keeps a comma at the end',
      '{\n\t"a": 1, // one\n}\n',
      ['image'],
      '{\n\t"a": 1, // one\n\t"image": "new",\n}\n',
    ],
    ['stays on the line', '{ "a": 1 }', ['image'], '{ "a": 1, "image": "new" }'],
    ['stays on the line with its comma', '{ "a": 1, }', ['image'], '{ "a": 1, "image": "new" }'],
    [
      'leaves a comment that ends its line',
      '{ "a": 1 // one\n}',
      ['image'],
      '{ "a": 1, // one\n"image": "new"\n}',
    ],
    ['is the first', '{}', ['image'], '{ "image": "new" }'],
    [
      'brings its section',
      '{\n  "a": 1\n}',
      ['cloud', 'image'],
      '{\n  "a": 1,\n  "cloud": { "image": "new" }\n}',
    ],
    [
      'goes into the section that is there',
      '{\n  "cloud": {\n    "role": "r"\n  }\n}',
      ['cloud', 'image'],
      '{\n  "cloud": {\n    "role": "r",\n    "image": "new"\n  }\n}',
    ],
    [
      'goes into one of a list',
      '{ "variants": [{ "name": "a" }, { "name": "b" }] }',
      ['variants', 1, 'image'],
      '{ "variants": [{ "name": "a" }, { "name": "b", "image": "new" }] }',
    ],
  ] as const)
    it(what, () => assert.equal(set(before, path), expected));

  it('is not written where nobody knows what is meant', () => {
    for (const text of ['', '[]', '{ "a": }', '{ "cloud": 1 }', '{"a":1'])
      assert.equal(setText(text, ['cloud', 'image'], 'new'), undefined, text);
    assert.equal(setText('{}', ['variants', 0, 'image'], 'new'), undefined);
  });

  it('changes nothing else, whatever the file holds', () => {
    const key = fc.constantFrom('a', 'b', 'cloud', 'image', 'x y');
    const comment = fc.constantFrom('', ' // c\n', ' /* c */ ', '\n', '\n  // "image": 1,\n  ');
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.constant(null));
    const entry = fc.tuple(comment, key, leaf, comment, fc.boolean(), comment);
    const file = fc
      .tuple(fc.uniqueArray(entry, { selector: ([, name]) => name }), fc.boolean(), comment)
      .map(([entries, hasComma, end]) => {
        const lines = entries.map(
          ([above, name, value, beside, , behind], index) =>
            `${above}${JSON.stringify(name)}:${beside}${JSON.stringify(value)}${behind}${
              index < entries.length - 1 || hasComma ? ',' : ''
            }`,
        );
        return `{${lines.join('')}${end}}`;
      });
    fc.assert(
      fc.property(file, fc.string(), (text, value) => {
        const written = set(text, ['image'], value);
        const options = { allowTrailingComma: true };
        const errors: ParseError[] = [];
        assert.deepEqual(parse(written, errors, options), {
          ...parse(text, [], options),
          image: value,
        });
        assert.deepEqual(errors, []);
        assert.equal(written.split('// c').length, text.split('// c').length);
      }),
    );
  });
});

describe('Where a file names an image for SageMaker', () => {
  const run = (value: object) => imagePlaces(JSON.stringify(value), 'run');
  const endpoint = (value: object) => imagePlaces(JSON.stringify(value), 'endpoint');

  it('is the image of a run, or that of its cloud when it is built here or has its own', () => {
    assert.deepEqual(run({ image: 'a' }), [{ path: ['image'], name: '', image: 'a' }]);
    assert.deepEqual(run({}), [{ path: ['image'], name: '', image: undefined }]);
    assert.deepEqual(run({ image: 'a', cloud: { role: 'r' } })[0]?.path, ['image']);
    assert.deepEqual(run({ build: 'Dockerfile' }), [
      { path: ['cloud', 'image'], name: '', image: undefined },
    ]);
    assert.deepEqual(run({ image: 'a', cloud: { image: 'b' } }), [
      { path: ['cloud', 'image'], name: '', image: 'b' },
    ]);
  });

  it('is each container of each variant', () => {
    const places = endpoint({
      variants: [
        { name: 'main', image: 'a' },
        { name: 'built', build: 'Dockerfile' },
        { name: 'both', image: 'a', ecrImage: 'b' },
        { name: 'many', containers: [{ name: 'first', image: 'c' }, { build: '.' }, 1] },
        'else',
      ],
      shadow: { name: 'next', image: 'd' },
    });
    assert.deepEqual(
      places.map(({ path, name, image }) => `${name}: ${path.join('.')} ${image ?? '-'}`),
      [
        'main: variants.0.image a',
        'built: variants.1.ecrImage -',
        'both: variants.2.ecrImage b',
        'many/first: variants.3.containers.0.image c',
        'many/2: variants.3.containers.1.ecrImage -',
        'next: shadow.image d',
      ],
    );
  });

  it('is nowhere in what cannot be read', () => {
    for (const text of ['', '[]', '{ "variants": [ }']) {
      assert.deepEqual(imagePlaces(text, 'run'), []);
      assert.deepEqual(imagePlaces(text, 'endpoint'), []);
    }
  });
});
