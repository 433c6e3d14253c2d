import assert from 'node:assert/strict';
import { serviceEndpoint } from '../../../src/core/aws/endpoint';
import type { StoredObject } from '../../../src/core/aws/ports';
import { Problem } from '../../../src/core/problem';
import { channelFiles, shareOf } from '../../../src/core/run/s3/channelFiles';
import { readManifest } from '../../../src/core/run/s3/manifest';
import { parseS3 } from '../../../src/core/run/s3/s3Place';

const objects = (...keys: readonly string[]): readonly StoredObject[] =>
  keys.map((key) => ({ bucket: 'b', key, bytes: 1, etag: key }));
const paths = (prefix: string, ...keys: readonly string[]) => [
  ...channelFiles(objects(...keys), prefix).keys(),
];

describe('A channel in S3', () => {
  for (const [what, prefix, keys, expected] of [
    ['a folder', 'd/train/', ['d/train/a', 'd/train/x/b'], ['a', 'x/b']],
    ['a folder without its slash', 'd/train', ['d/train/a', 'd/train-2/b'], ['a', 'train-2/b']],
    ['a file', 'd/a.csv', ['d/a.csv'], ['a.csv']],
    ['the beginning of names', 'd/part-', ['d/part-0', 'd/part-1/x'], ['part-0', 'part-1/x']],
    ['a whole bucket', '', ['a', 'd/b'], ['a', 'd/b']],
    ['marks of folders', 'd/', ['d/', 'd/x/', 'd/x/a'], ['x/a']],
    ['slashes that say nothing', 'd/', ['d//a', 'd/x//b'], ['a', 'x/b']],
    ['a name that looks absolute', '', ['/etc/passwd'], ['etc/passwd']],
  ] as const) {
    it(`lays out ${what}`, () => assert.deepEqual(paths(prefix, ...keys), expected));
  }

  for (const keys of [
    ['d/../../etc/passwd'],
    ['d/..'],
    ['d/./a'],
    ['d/a\0b'],
    ['d/a', 'd/a/b'],
    ['d/a', 'd//a'],
  ])
    it(`refuses ${JSON.stringify(keys)}`, () => assert.throws(() => paths('d/', ...keys), Problem));

  it('gives each object to one host', () => {
    const all = objects('a', 'b', 'c', 'd', 'e');
    const shares = [0, 1, 2].map((index) => shareOf(all, { index, count: 3 }).map(({ key }) => key));
    assert.deepEqual(shares, [['a', 'd'], ['b', 'e'], ['c']]);
  });

  it('reads addresses and manifests', () => {
    assert.deepEqual(parseS3('s3://b/x/y'), { bucket: 'b', key: 'x/y' });
    assert.deepEqual(parseS3('s3://b'), { bucket: 'b', key: '' });
    assert.equal(parseS3('https://b/x'), undefined);
    assert.deepEqual(readManifest('[{"prefix": "s3://b/x"}, "/y"]'), {
      prefix: { bucket: 'b', key: 'x' },
      keys: ['x/y'],
    });
    for (const text of ['', '{}', '[]', '["a"]', '[{"prefix": "x"}, "a"]', '[{"prefix": "s3://b/"}, 1]'])
      assert.equal(readManifest(text), undefined, text);
  });
});

describe('The endpoint of a service', () => {
  const none = { environment: {}, profile: {}, services: {} };
  for (const [what, sources, expected] of [
    ['is where AWS has it', none, undefined],
    ['may be said by the profile', { ...none, profile: { endpoint_url: 'p' } }, 'p'],
    [
      'may be said for the service',
      { ...none, profile: { endpoint_url: 'p' }, services: { 's3.endpoint_url': 's' } },
      's',
    ],
    [
      'is where the environment says',
      { ...none, environment: { AWS_ENDPOINT_URL: 'e' }, profile: { endpoint_url: 'p' } },
      'e',
    ],
    [
      'is where the environment says for the service',
      { ...none, environment: { AWS_ENDPOINT_URL: 'e', AWS_ENDPOINT_URL_S3: '3' } },
      '3',
    ],
    [
      'is where AWS has it when that is asked for',
      {
        ...none,
        environment: { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'TRUE' },
        profile: { endpoint_url: 'p' },
      },
      undefined,
    ],
  ] as const)
    it(what, () => assert.equal(serviceEndpoint('s3', sources), expected));
});
