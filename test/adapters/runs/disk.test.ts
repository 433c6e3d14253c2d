import assert from 'node:assert/strict';
import { chmodSync, chownSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeRunDisk } from '../../../src/adapters/runs/disk';
import { Problem } from '../../../src/core/problem';
import { ownFolder } from '../../support/ownership';
import { nobody, unprivileged } from '../../support/unprivileged';

describe("The disk of a user's runs", function () {
  let root: ReturnType<typeof ownFolder>;
  before(function () {
    if (process.platform === 'win32') this.skip();
  });
  beforeEach(() => (root = ownFolder('disk')));
  afterEach(() => root.release());

  const make = (path: string, text?: string): string => {
    const whole = join(root.path, path);
    mkdirSync(text === undefined ? whole : dirname(whole), { recursive: true });
    if (text !== undefined) writeFileSync(whole, text);
    for (let at = whole; at.length >= root.path.length; at = dirname(at))
      if (process.getuid?.() === 0) chownSync(at, nobody, nobody);
    return whole;
  };

  it('is cleared of a run also where its folders are closed, as with strict permissions', async () => {
    make('run/hosts/algo-1/ml/input/config/resourceconfig.json', '{}');
    make('run/hosts/algo-1/ml/model/deep/closed/weights', 'x');
    const kept = make('kept/file', 'mine');
    symlinkSync(dirname(kept), join(root.path, 'run/hosts/algo-1/ml/model/elsewhere'));
    chmodSync(dirname(kept), 0o755);
    for (const [path, mode] of [
      ['input/config', 0o644],
      ['model/deep/closed', 0o000],
      ['model/deep', 0o500],
    ] as const)
      chmodSync(join(root.path, 'run/hosts/algo-1/ml', path), mode);
    await unprivileged(async () => makeRunDisk().remove(join(root.path, 'run')));
    assert.equal(existsSync(join(root.path, 'run')), false);
    assert.ok(existsSync(kept), 'what a link leads to stays');
  });

  it('is measured also where a folder is closed', async () => {
    make('run/log.txt', '12345');
    const config = dirname(make('run/config/file', 'hidden'));
    chmodSync(config, 0o644);
    const files = await unprivileged(async () => makeRunDisk().files(join(root.path, 'run')));
    assert.deepEqual(files, [{ path: 'log.txt', bytes: 5 }]);
  });

  it("does not open what is somebody else's", async function () {
    if (process.getuid?.() !== 0) this.skip();
    mkdirSync(join(root.path, 'theirs'));
    writeFileSync(join(root.path, 'theirs/file'), '');
    chmodSync(root.path, 0o755);
    await assert.rejects(
      unprivileged(async () => makeRunDisk().remove(join(root.path, 'theirs'))),
      (error) => error instanceof Problem && error.kind === 'file-unwritable',
    );
    assert.ok(existsSync(join(root.path, 'theirs/file')));
  });
});
