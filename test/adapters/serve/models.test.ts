import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack as packTar, type Headers } from 'tar-stream';
import { layModel } from '../../../src/app/serve/layModel';
import { Problem } from '../../../src/core/problem';
import { servePlan } from '../../../src/core/serve/servePlan';
import { fillBucket, setAws } from '../../support/aws/account';
import { testEmulator } from '../../support/emulator/emulator';
import { ServingBench } from '../../support/serve/servingBench';

const never = new AbortController().signal;

async function archive(...entries: readonly (Headers & { readonly text?: string })[]): Promise<Buffer> {
  const tar = packTar();
  for (const { text, ...header } of entries) tar.entry(header, text ?? '');
  tar.finalize();
  return gzipSync(await buffer(tar));
}

describe('The model of a local endpoint', () => {
  let bench: ServingBench;
  let restore: () => void;
  before(() => (restore = setAws(testEmulator().environment)));
  after(() => restore());
  beforeEach(() => (bench = new ServingBench()));
  afterEach(async () => bench.remove());

  const lay = async (model: string): Promise<string> => {
    const plan = servePlan(bench.endpoint([{ model }]), { file: bench.file, region: 'us-east-1' });
    const [container] = plan.variants[0]?.containers ?? [];
    assert.ok(container);
    const place = {
      file: bench.file,
      folder: `${bench.folder}/models`,
      runsFolder: bench.runsFolder,
      say: () => undefined,
    };
    return (await layModel(bench.world, container, place, never)) ?? '';
  };
  const read = (folder: string, path: string): string => readFileSync(join(folder, path), 'utf8');

  it('is a folder as it is, or an archive in a folder of its own', async () => {
    bench.write('ml/weights', 'w');
    assert.equal(await lay('ml'), `${bench.folder}/ml`);
    const files = await archive(
      { name: './' },
      { name: 'code/inference.py', text: 'x' },
      { name: 'weights', text: 'w2' },
    );
    bench.write('model.tar.gz', files);
    const folder = await lay('model.tar.gz');
    assert.notEqual(folder, bench.folder);
    assert.deepEqual([read(folder, 'code/inference.py'), read(folder, 'weights')], ['x', 'w2']);
  });

  it('comes from S3, as an archive or as the objects of a prefix', async () => {
    const bucket = `models-${process.pid}-${Date.now()}`;
    await fillBucket(bucket, {
      'a/model.tar.gz': await archive({ name: 'weights', text: 'packed' }),
      'b/deep/weights': 'plain',
    });
    const packed = await lay(`s3://${bucket}/a/model.tar.gz`);
    assert.deepEqual(readdirSync(packed), ['weights']);
    assert.equal(read(packed, 'weights'), 'packed');
    assert.equal(existsSync(`${packed}.archive`), false);
    mkdirSync(bench.folder, { recursive: true });
    assert.equal(read(await lay(`s3://${bucket}/b/`), 'deep/weights'), 'plain');
    await assert.rejects(
      lay(`s3://${bucket}/c/`),
      (error) => error instanceof Problem && error.kind === 'data-missing',
    );
  });

  for (const [what, entries] of [
    ['a name that climbs out', [{ name: '../escaped', text: 'x' }]],
    ['an absolute name', [{ name: '/tmp/longshore-escaped', text: 'x' }]],
    ['a link to the outside', [{ name: 'link', type: 'symlink', linkname: '/etc/passwd' }]],
    ['a link that climbs out', [{ name: 'a/link', type: 'symlink', linkname: '../../escaped' }]],
    ['a hard link to the outside', [{ name: 'link', type: 'link', linkname: '../../etc/passwd' }]],
    [
      'a file through a link',
      [
        { name: 'link', type: 'symlink', linkname: 'folder' },
        { name: 'folder/', type: 'directory' },
        { name: 'link/file', text: 'x' },
      ],
    ],
    ['a device', [{ name: 'null', type: 'character-device', devmajor: 1, devminor: 3 }]],
  ] as const satisfies readonly (readonly [string, readonly (Headers & { readonly text?: string })[]])[])
    it(`is refused with ${what}`, async () => {
      bench.write('model.tar.gz', await archive(...entries));
      await assert.rejects(
        lay('model.tar.gz'),
        (error) => error instanceof Problem && error.kind === 'bad-model',
      );
      assert.equal(
        existsSync(`${bench.folder}/models/escaped`) || existsSync('/tmp/longshore-escaped'),
        false,
      );
    });

  it('may have links within it', async () => {
    const files = await archive(
      { name: 'a/weights', text: 'w' },
      { name: 'b', type: 'symlink', linkname: 'a/weights' },
      { name: 'c', type: 'link', linkname: 'a/weights' },
    );
    bench.write('model.tar.gz', files);
    const folder = await lay('model.tar.gz');
    assert.deepEqual([read(folder, 'b'), read(folder, 'c')], ['w', 'w']);
  });

  it('is refused when it is no archive, half of one, or not there', async () => {
    bench.write('model.tar.gz', 'plain text');
    await assert.rejects(lay('model.tar.gz'), { kind: 'bad-model' });
    const whole = await archive({ name: 'weights', text: 'w'.repeat(100_000) });
    bench.write('half.tar.gz', whole.subarray(0, whole.length - 40));
    await assert.rejects(lay('half.tar.gz'), { kind: 'bad-model' });
    await assert.rejects(lay('none'), { kind: 'data-missing' });
    bench.write('weights.bin', 'w');
    await assert.rejects(lay('weights.bin'), { kind: 'bad-model' });
  });
});
