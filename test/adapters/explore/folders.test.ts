import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FolderPlace } from '../../../src/adapters/explore/folders/folderPlace';
import { followFolders } from '../../../src/adapters/explore/folders/followFolders';
import { Watches } from '../../../src/adapters/explore/folders/watches';
import type { TreeFolder } from '../../../src/core/explore/tree';
import { Followed, realPaths } from '../../support/explore';
import { race, storm } from '../../support/engine/exploreBench';
import { unprivileged } from '../../support/unprivileged';

describe('Folders of this machine are followed', () => {
  let root: string;
  let followed: Followed;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'longshore-explore-'))));
  afterEach(async () => {
    await followed.stop();
    rmSync(root, { recursive: true, force: true });
  });

  const follow = async (
    roots: readonly TreeFolder[] = [{ path: '', source: root }],
    { limit = 1_000_000, watches = new Watches() } = {},
  ): Promise<void> => {
    const place = new FolderPlace(roots);
    followed = new Followed().start(async (tell, signal) =>
      followFolders({ place, limit, watches, tell }, signal),
    );
    await followed.until('scanned', () => followed.scanned !== undefined);
  };
  const same = async (): Promise<void> => {
    const real = (): string => JSON.stringify(sorted(realPaths(root)));
    const known = (): string => JSON.stringify(sorted(followed.paths()));
    await followed.until('the same as on the disk', () => real() === known());
  };

  it('from what is there to all that changes', async () => {
    mkdirSync(join(root, 'model/deep'), { recursive: true });
    writeFileSync(join(root, 'model/deep/a'), 'one');
    symlinkSync('/etc', join(root, 'link'));
    execFileSync('mkfifo', [join(root, 'pipe')]);
    await follow();
    assert.deepEqual(followed.paths(), {
      model: 'folder',
      'model/deep': 'folder',
      'model/deep/a': 'file 3',
      link: 'link',
      pipe: 'other',
    });
    appendFileSync(join(root, 'model/deep/a'), ' two');
    writeFileSync(join(root, '.part'), 'whole');
    renameSync(join(root, '.part'), join(root, 'checkpoint'));
    renameSync(join(root, 'model/deep'), join(root, 'moved'));
    await same();
    writeFileSync(join(root, 'moved/later'), '1');
    await same();
    rmSync(join(root, 'moved'), { recursive: true });
    await same();
    assert.deepEqual(followed.model.totals(''), { files: 3, bytes: 5 });
  });

  it('also a folder that is removed and made again, and one that has the name of its parent', async () => {
    mkdirSync(join(root, 'model/model'), { recursive: true });
    await follow();
    for (let round = 0; round < 20; round += 1) {
      rmSync(join(root, 'model'), { recursive: true });
      mkdirSync(join(root, 'model/model'), { recursive: true });
      writeFileSync(join(root, 'model/model/model'), 'x'.repeat(round));
      if (round % 3 === 0) await sleep(20);
    }
    await same();
    writeFileSync(join(root, 'model/model/more'), '');
    await same();
  });

  it('and no file is lost that is written right after its folder was made', async () => {
    await follow();
    const writing = spawn('python3', ['-c', race, root]);
    await new Promise((resolve) => writing.on('close', resolve));
    await same();
    assert.equal(followed.model.totals('').files, 1000);
  });

  it('through storms in many folders and in one', async function () {
    this.timeout(120_000);
    await follow();
    for (const [folders, files] of [
      [100, 1_000],
      [1, 20_000],
    ]) {
      const writing = spawn('python3', ['-c', storm, root, String(folders), String(files)]);
      await new Promise((resolve) => writing.on('close', resolve));
    }
    await followed.until('all files', () => followed.model.totals('').files === 120_000, 60);
    await sleep(1_000);
    assert.deepEqual(followed.paths(), realPaths(root));
  });

  it('put together from several places', async () => {
    const data = mkdtempSync(join(tmpdir(), 'longshore-data-'));
    try {
      mkdirSync(join(root, 'input/data/train'), { recursive: true });
      writeFileSync(join(root, 'input/data/train/shadowed'), '');
      writeFileSync(join(data, 'a.csv'), '1');
      writeFileSync(join(data, 'one.json'), '{}');
      await follow([
        { path: '', source: root },
        { path: 'input/data/train', source: data },
        { path: 'input/config/one.json', source: join(data, 'one.json') },
        { path: 'checkpoints', source: join(data, 'later') },
      ]);
      const expected = {
        input: 'folder',
        'input/data': 'folder',
        'input/data/train': 'folder',
        'input/data/train/a.csv': 'file 1',
        'input/data/train/one.json': 'file 2',
        'input/config': 'folder',
        'input/config/one.json': 'file 2',
      };
      assert.deepEqual(sorted(followed.paths()), sorted(expected));
      mkdirSync(join(data, 'later'));
      writeFileSync(join(data, 'later/step-1'), '');
      await followed.until('a root that comes', () => 'checkpoints/step-1' in followed.paths());
      writeFileSync(join(data, 'later/step-2'), '');
      await followed.until('a change in it', () => 'checkpoints/step-2' in followed.paths());
      rmSync(join(data, 'later'), { recursive: true });
      await followed.until('a root that goes', () => !('checkpoints' in followed.paths()));
    } finally {
      rmSync(data, { recursive: true });
    }
  });

  it('also when the root comes later, goes, and comes again', async () => {
    const later = join(root, 'later');
    await follow([{ path: '', source: later }]);
    for (const name of ['first', 'second']) {
      mkdirSync(later);
      writeFileSync(join(later, name), '');
      await followed.until(name, () => followed.model.find(name) !== undefined);
      assert.deepEqual(Object.keys(followed.paths()), [name]);
      rmSync(later, { recursive: true });
      await followed.until('nothing', () => Object.keys(followed.paths()).length === 0);
    }
  });

  it('with few watches by looking, which is said', async () => {
    for (const name of ['a', 'b', 'c']) mkdirSync(join(root, name));
    await follow(undefined, { watches: new Watches(2) });
    for (const name of ['a', 'b', 'c']) writeFileSync(join(root, name, 'file'), '1');
    await same();
    assert.match(JSON.stringify(followed.events), /every 2 seconds/);
  });

  it('no further than the limit', async () => {
    for (let index = 0; index < 50; index += 1) writeFileSync(join(root, String(index)), '');
    await follow(undefined, { limit: 20 });
    assert.deepEqual([followed.scanned?.whole, followed.model.totals('').files], [false, 20]);
  });

  it('past what may not be read', async () => {
    chmodSync(root, 0o755);
    mkdirSync(join(root, 'closed'));
    writeFileSync(join(root, 'closed/a'), '');
    chmodSync(join(root, 'closed'), 0);
    await unprivileged(async () => {
      await follow();
      assert.deepEqual(followed.paths(), { closed: 'folder' });
    });
    chmodSync(join(root, 'closed'), 0o755);
    await same();
  });
});

const sorted = (record: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.keys(record)
      .toSorted()
      .map((path) => [path, record[path] ?? '']),
  );
