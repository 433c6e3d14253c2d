import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFiles } from '../../../src/adapters/files/files';
import type { WalkOptions } from '../../../src/core/ports';
import { isAbort, Problem } from '../../../src/core/problem';
import { makeFolder } from './folder';

const signal = new AbortController().signal;
const everything: WalkOptions = { entries: 1000, milliseconds: 5000, enter: () => 'walk' };

describe('The user’s files', function () {
  let folder: ReturnType<typeof makeFolder>;
  const files = makeFiles('disk');

  before(function () {
    if (process.platform === 'win32') this.skip();
    folder = makeFolder({
      Dockerfile: 'FROM a',
      'train*': '#!/bin/sh\n',
      'src/serve': 'x',
      'src/deep/er/a.py': 'pass',
      'node_modules/a/index.js': '12345',
      'node_modules/b.js': '123',
      binary: Buffer.from([1, 0, 2]),
      'latin.py': Buffer.from([0x23, 0xe9]),
      'mark.txt': '\uFEFFa',
    });
  });
  after(() => folder?.remove());

  it('are walked level by level, with sizes and exec bits', async () => {
    const { entries, complete } = await files.walk(folder.path, everything, signal);
    assert.equal(complete, true);
    const rows = entries
      .filter(({ path }) => !path.startsWith('node_modules'))
      .map(({ path, kind, bytes, executable, leadsOut }) => [
        path,
        kind === 'folder' || `${bytes} ${executable}`,
        leadsOut,
      ]);
    assert.deepEqual(rows, [
      ['Dockerfile', '6 false', false],
      ['binary', '3 false', false],
      ['latin.py', '2 false', false],
      ['mark.txt', '4 false', false],
      ['src', true, false],
      ['train', '10 true', false],
      ['src/deep', true, false],
      ['src/serve', '1 false', false],
      ['src/deep/er', true, false],
      ['src/deep/er/a.py', '4 false', false],
    ]);
  });

  it('are measured or skipped where nobody wants to look', async () => {
    const enter = (path: string) => (path === 'node_modules' ? 'measure' : path === 'src' ? 'skip' : 'walk');
    const { entries } = await files.walk(folder.path, { ...everything, enter }, signal);
    const inside = entries.filter(({ path }) => path.startsWith('node_modules') || path.startsWith('src'));
    assert.deepEqual(
      inside.map(({ path, bytes }) => [path, bytes]),
      [
        ['src', 0],
        ['node_modules', 8],
      ],
    );
  });

  it('are walked no further than a limit', async () => {
    for (const entries of [0, 1, 6, 9]) {
      const walk = await files.walk(folder.path, { ...everything, entries }, signal);
      assert.deepEqual([walk.entries.length, walk.complete], [entries, false]);
    }
    const late = await files.walk(folder.path, { ...everything, milliseconds: -1 }, signal);
    assert.equal(late.complete, false);
  });

  it('behind links are named, and never followed out', async () => {
    const outside = makeFolder({ secret: 'x', 'more/secret': 'x' });
    const inside = makeFolder({ 'real/a': '123', 'b*': '12' });
    try {
      symlinkSync(join(outside.path, 'secret'), join(inside.path, 'out'));
      symlinkSync(join(outside.path, 'more'), join(inside.path, 'out-folder'));
      symlinkSync(join(inside.path, 'nowhere'), join(inside.path, 'broken'));
      symlinkSync('real', join(inside.path, 'in-folder'));
      symlinkSync('b', join(inside.path, 'in'));
      symlinkSync('..', join(inside.path, 'real', 'loop'));
      const { entries, complete } = await files.walk(inside.path, everything, signal);
      assert.equal(complete, true);
      assert.deepEqual(
        entries.map(({ path, kind, leadsOut, executable }) => [path, kind, leadsOut, executable]),
        [
          ['b', 'file', false, true],
          ['broken', 'file', true, undefined],
          ['in', 'file', false, true],
          ['in-folder', 'folder', false, true],
          ['out', 'file', true, undefined],
          ['out-folder', 'file', true, undefined],
          ['real', 'folder', false, true],
          ['real/a', 'file', false, false],
          ['real/loop', 'folder', false, true],
        ],
      );
    } finally {
      outside.remove();
      inside.remove();
    }
  });

  // Root may read everything.
  const itUnprivileged = process.getuid?.() === 0 ? () => undefined : it;
  itUnprivileged('that cannot be read are left out', async () => {
    const locked = makeFolder({ 'a/b': 'x', c: 'y' });
    try {
      chmodSync(join(locked.path, 'a'), 0);
      const { entries } = await files.walk(locked.path, everything, signal);
      assert.deepEqual(
        entries.map(({ path }) => path),
        ['a', 'c'],
      );
    } finally {
      chmodSync(join(locked.path, 'a'), 0o755);
      locked.remove();
    }
  });

  it('of a folder that is not there are none', async () => {
    const walk = await files.walk(`${folder.path}/nowhere`, everything, signal);
    assert.deepEqual(walk, { entries: [], complete: true });
    assert.equal(await files.stat(`${folder.path}/nowhere`, signal), undefined);
  });

  it('are read when they are small texts', async () => {
    const read = async (name: string, limit = 100) => files.read(`${folder.path}/${name}`, limit, signal);
    assert.equal(await read('Dockerfile'), 'FROM a');
    assert.equal(await read('mark.txt'), '\uFEFFa');
    assert.equal(await read('Dockerfile', 5), undefined);
    for (const name of ['binary', 'latin.py', 'nowhere', 'src'])
      assert.equal(await read(name), undefined, name);
  });

  it('are written, through a link too, and made executable', async () => {
    const place = makeFolder({ 'real/train': 'old' });
    try {
      symlinkSync('real/train', join(place.path, 'train'));
      await files.write(`${place.path}/train`, 'new', signal);
      assert.equal(readFileSync(join(place.path, 'real/train'), 'utf8'), 'new');
      await files.makeExecutable(`${place.path}/train`, signal);
      assert.equal(statSync(join(place.path, 'real/train')).mode & 0o777, 0o755);
      await files.write(`${place.path}/fresh`, 'x', signal);
      assert.equal(readFileSync(join(place.path, 'fresh'), 'utf8'), 'x');
      const denied = files.write(`${place.path}/no/folder`, 'x', signal);
      await assert.rejects(denied, (error) => error instanceof Problem && error.kind === 'file-unwritable');
    } finally {
      place.remove();
    }
  });

  it('are left at once when the signal says so', async () => {
    const stop = new AbortController();
    stop.abort();
    const calls = [
      files.walk(folder.path, everything, stop.signal),
      files.stat(folder.path, stop.signal),
      files.read(`${folder.path}/Dockerfile`, 100, stop.signal),
      files.write(`${folder.path}/Dockerfile`, '', stop.signal),
      files.makeExecutable(`${folder.path}/Dockerfile`, stop.signal),
    ];
    for (const result of await Promise.allSettled(calls))
      assert.ok(result.status === 'rejected' && isAbort(result.reason));
    assert.equal(readFileSync(join(folder.path, 'Dockerfile'), 'utf8'), 'FROM a');
    const soon = new AbortController();
    const walking = files.walk(folder.path, everything, soon.signal);
    soon.abort();
    await assert.rejects(walking, isAbort);
  });
});

describe('Exec bits where the disk has none', () => {
  const files = makeFiles('git');
  const git = (folder: string, ...words: string[]) =>
    execFileSync('git', words, { cwd: folder, stdio: 'pipe' }).toString();

  it('come from the index of git, also in a folder of a repository', async () => {
    const folder = makeFolder({ 'app/train*': 'x', 'app/bin/serve': 'x', 'app/ü n\nl': 'x', other: 'x' });
    try {
      git(folder.path, 'init', '-q');
      git(folder.path, 'config', 'core.fsmonitor', 'touch fsmonitor-ran');
      git(folder.path, '-c', 'core.fsmonitor=false', 'add', '.');
      git(folder.path, '-c', 'core.fsmonitor=false', 'update-index', '--chmod=+x', 'app/train');
      writeFileSync(join(folder.path, 'app', 'untracked'), 'x');
      const bits = async () => {
        const { entries } = await files.walk(`${folder.path}/app`, everything, signal);
        return entries
          .filter(({ kind }) => kind === 'file')
          .map(({ path, executable }) => [path, executable]);
      };
      assert.deepEqual(await bits(), [
        ['train', true],
        ['untracked', undefined],
        ['ü n\nl', false],
        ['bin/serve', false],
      ]);
      await files.makeExecutable(`${folder.path}/app/bin/serve`, signal);
      assert.deepEqual((await bits()).at(-1), ['bin/serve', true]);
      const { entries } = await files.walk(folder.path, everything, signal);
      assert.ok(
        !entries.some(({ path }) => path.endsWith('fsmonitor-ran')),
        'git ran a program of the repository',
      );
      await assert.rejects(
        files.makeExecutable(`${folder.path}/app/untracked`, signal),
        (error) => error instanceof Problem && error.kind === 'file-unwritable',
      );
    } finally {
      folder.remove();
    }
  });

  it('are unknown without a repository, or without git', async () => {
    const folder = makeFolder({ 'a*': 'x' });
    const { PATH } = process.env;
    try {
      const bit = async () =>
        (await files.walk(folder.path, everything, signal)).entries.map(({ executable }) => executable);
      assert.deepEqual(await bit(), [undefined]);
      process.env['PATH'] = '';
      assert.deepEqual(await bit(), [undefined]);
    } finally {
      process.env['PATH'] = PATH;
      folder.remove();
    }
  });

  it('are left when the signal says so', async () => {
    const folder = makeFolder({ a: 'x' });
    mkdirSync(join(folder.path, 'b'));
    const stop = new AbortController();
    const walking = files.walk(folder.path, everything, stop.signal);
    stop.abort();
    await assert.rejects(walking, isAbort);
    folder.remove();
  });
});
