import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { makeTrees } from '../../../src/adapters/explore/trees';
import type { TreePlace } from '../../../src/core/explore/tree';
import { isAbort, Problem } from '../../../src/core/problem';
import { pack } from '../../support/engine/archive';
import { testEngine } from '../../support/engine/engine';
import { ExploreBench } from '../../support/engine/exploreBench';

const signal = new AbortController().signal;
const trees = makeTrees(async () => assert.fail('Nobody asks the engine.'));

describe('Files of folders', () => {
  let root: string;
  let place: TreePlace;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'longshore-files-'));
    mkdirSync(join(root, 'ml/model'), { recursive: true });
    place = {
      kind: 'folders',
      folders: [
        { path: '', source: join(root, 'ml') },
        { path: 'input/one.json', source: join(root, 'one.json') },
      ],
    };
    writeFileSync(join(root, 'one.json'), '{}');
    writeFileSync(join(root, 'secret'), 'secret');
    writeFileSync(join(root, 'ml/model/digits'), '0123456789');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const read = async (path: string, offset = 0): Promise<string> =>
    Buffer.from(await trees.read(place, path, { offset, length: 4 }, signal)).toString();

  it('are read from there on, so many bytes', async () => {
    const parts = await Promise.all([
      read('model/digits'),
      read('model/digits', 8),
      read('model/digits', 99),
    ]);
    assert.deepEqual([...parts, await read('input/one.json')], ['0123', '89', '', '{}']);
    assert.equal((await trees.stat(place, 'model/digits', signal))?.bytes, 10);
    assert.equal((await trees.stat(place, 'input', signal))?.kind, 'folder');
    assert.equal(await trees.stat(place, 'model/absent', signal), undefined);
  });

  it('are never what lies outside, and nothing that waits', async () => {
    symlinkSync(join(root, 'secret'), join(root, 'ml/link'));
    symlinkSync(root, join(root, 'ml/folder'));
    execFileSync('mkfifo', [join(root, 'ml/pipe')]);
    for (const path of [
      'link',
      'folder/secret',
      'pipe',
      'model',
      '../secret',
      'model/../../secret',
      'model//x',
      'absent',
      '',
    ])
      assert.equal(await problem(read(path)), 'file-unreadable', path);
    assert.equal(await trees.stat(place, 'folder/secret', signal), undefined);
    assert.equal((await trees.stat(place, 'link', signal))?.kind, 'link');
    assert.equal(await problem(trees.stat(place, '../secret', signal)), 'file-unreadable');
  });

  it('are saved whole or not at all', async () => {
    const target = join(root, 'saved');
    await trees.save(place, 'model/digits', target, signal);
    assert.equal(readFileSync(target, 'utf8'), '0123456789');
    rmSync(target);
    assert.equal(await problem(trees.save(place, 'absent', target, signal)), 'file-unreadable');
    await assert.rejects(trees.save(place, 'model/digits', target, AbortSignal.abort()), isAbort);
    assert.deepEqual([existsSync(target), readdirSync(root)], [false, ['ml', 'one.json', 'secret']]);
  });

  it('may be tars, which are looked into', async () => {
    const model = tarWithEverything();
    for (const [name, bytes] of [
      ['plain.tar', model],
      ['model.tar.gz', gzipSync(model)],
    ] as const) {
      writeFileSync(join(root, 'ml', name), bytes);
      assert.deepEqual(await list(place, name), inside, name);
      const file = { archive: name, path: 'code/train.py' };
      const text = Buffer.from(await trees.readArchive(place, file, 5, signal)).toString();
      assert.equal(text, 'print');
      for (const path of ['absent', 'code', 'escape'])
        assert.equal(
          await problem(trees.readArchive(place, { archive: name, path }, 5, signal)),
          'file-unreadable',
        );
    }
    const { entries, whole } = await trees.listArchive(place, 'plain.tar', 2, signal);
    assert.deepEqual([entries.size, whole], [2, false]);
  });

  it('that are damaged are told from such that are whole', async () => {
    const whole = gzipSync(Buffer.concat([tarWithEverything(), Buffer.alloc(100_000, 'x')]));
    const broken = Buffer.from(whole);
    broken.fill(0, 60, 120);
    for (const bytes of [
      whole.subarray(0, 100),
      broken,
      Buffer.from('not a tar'),
      Buffer.alloc(5_000, 'x'),
      Buffer.from('\x1f\x8b'),
      Buffer.from('x'),
    ]) {
      writeFileSync(join(root, 'ml/model.tar.gz'), bytes);
      await assert.rejects(trees.listArchive(place, 'model.tar.gz', 1_000, signal), /damaged, or no tar/);
    }
    await assert.rejects(trees.listArchive(place, 'model.tar.gz', 10, AbortSignal.abort()), isAbort);
  });
});

describe('Files of containers', () => {
  let bench: ExploreBench;
  before(() => (bench = new ExploreBench(testEngine())));
  after(async () => bench.close());

  it('are saved, and looked into where they are tars, also after the end', async () => {
    const container = await bench.start(
      'cd /opt/ml; seq 1000000 > large; printf 123 > small; ln -s small link',
    );
    await container.putArchive(pack([{ name: 'model.tar.gz', content: gzipSync(tarWithEverything()) }]), {
      path: '/opt/ml',
    });
    await container.stop({ t: 1 });
    const place = bench.place(container);
    const folder = mkdtempSync(join(tmpdir(), 'longshore-files-'));
    try {
      await bench.trees.save(place, 'large', join(folder, 'large'), signal);
      assert.equal(readFileSync(join(folder, 'large')).length, 6_888_896);
      const range = { offset: 6_888_888, length: 100 };
      assert.equal(
        Buffer.from(await bench.trees.read(place, 'large', range, signal)).toString(),
        '\n1000000\n'.slice(1),
      );
      assert.equal(
        await problem(bench.trees.save(place, 'link', join(folder, 'link'), signal)),
        'file-unreadable',
      );
      const { entries } = await bench.trees.listArchive(place, 'model.tar.gz', 100, signal);
      assert.deepEqual(described(entries), inside);
      const file = { archive: 'model.tar.gz', path: 'code/train.py' };
      assert.equal(Buffer.from(await bench.trees.readArchive(place, file, 5, signal)).toString(), 'print');
      assert.equal(await problem(bench.trees.listArchive(place, 'small', 10, signal)), 'file-unreadable');
      assert.deepEqual(readdirSync(folder), ['large']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** With what archives may have and no tree has. */
function tarWithEverything(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'longshore-tar-'));
  try {
    mkdirSync(join(folder, 'in/code'), { recursive: true });
    writeFileSync(join(folder, 'in/code/train.py'), 'print(1)\n');
    writeFileSync(join(folder, 'in/weights.bin'), Buffer.alloc(300_000, 'w'));
    writeFileSync(join(folder, 'escape'), 'bad');
    symlinkSync('weights.bin', join(folder, 'in/latest'));
    const options = ['-C', join(folder, 'in'), '--sort=name', '-cP', '.', '../escape', '/etc/hostname'];
    return execFileSync('tar', options, { maxBuffer: 10_000_000, stdio: ['ignore', 'pipe', 'ignore'] });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const inside = {
  code: 'folder',
  'code/train.py': 'file 9',
  latest: 'link',
  'weights.bin': 'file 300000',
  'etc/hostname': 'file',
};

async function list(place: TreePlace, path: string): Promise<object> {
  return described((await trees.listArchive(place, path, 1_000, signal)).entries);
}

function described(entries: Awaited<ReturnType<typeof trees.listArchive>>['entries']): object {
  return Object.fromEntries(
    [...entries].map(([path, { kind, bytes }]) => [
      path,
      kind === 'file' && path !== 'etc/hostname' ? `file ${bytes}` : kind,
    ]),
  );
}

async function problem(asked: Promise<unknown>): Promise<string> {
  try {
    return `answer ${JSON.stringify(await asked)}`;
  } catch (error) {
    return error instanceof Problem ? error.kind : String(error);
  }
}
