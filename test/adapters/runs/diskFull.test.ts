import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { listRuns } from '../../../src/app/runs/storedRuns';
import { Problem } from '../../../src/core/problem';
import type { RunRecord } from '../../../src/core/run/runRecord';
import { testEngine } from '../../support/engine/engine';
import { tinyDisk } from '../../support/engine/tinyDisk';
import { python, TrainingBench } from '../../support/runs/training';

/** A disk that is really full. Only a private engine has one that is small enough: see `tinyDisk.ts`. */
describe('A run whose disk gets full', function () {
  const disk = tinyDisk(testEngine());
  let bench: TrainingBench;
  before(function () {
    if (!disk) this.skip();
  });
  beforeEach(() => {
    assert.ok(disk);
    bench = new TrainingBench();
    symlinkSync(disk.path, join(bench.folder, 'runs'));
    const { containers } = bench.world;
    const create: typeof containers.create = async (spec, signal) => {
      const mounts = spec.mounts.map((mount) => ({
        ...mount,
        source: disk.inside(mount.source.replace(join(bench.folder, 'runs'), disk.path)),
      }));
      return containers.create({ ...spec, mounts }, signal);
    };
    bench.world = { ...bench.world, containers: { ...containers, create } };
  });
  afterEach(() => {
    for (const name of readdirSync(disk?.path ?? ''))
      rmSync(join(disk?.path ?? '', name), { recursive: true });
    bench.remove();
  });

  /** The problem that the user is told, and the record that is left. */
  async function failureOf(training: Promise<unknown>): Promise<readonly [Problem, RunRecord]> {
    const [result] = await Promise.allSettled([training]);
    assert.ok(result.status === 'rejected' && result.reason instanceof Problem, JSON.stringify(result));
    const [record] = await listRuns(bench.world, join(bench.folder, 'runs'));
    assert.ok(record);
    const left = await bench.world.containers.ofRuns(new AbortController().signal);
    assert.deepEqual(
      left.filter(({ run }) => run === record.id),
      [],
      'no container stays',
    );
    assert.deepEqual(
      readdirSync(record.folder).filter((name) => name.endsWith('.part')),
      [],
    );
    return [result.reason, record];
  }

  it('ends when its log cannot be written: told, recorded, and with nothing left on the engine', async () => {
    const [problem, record] = await failureOf(
      bench.train(
        python(`
import time
for _ in range(80): print('x' * 100_000, flush=True)
time.sleep(60)`),
      ),
    );
    assert.equal(problem.kind, 'disk-full');
    assert.match(problem.message, /log\.txt/);
    assert.deepEqual([record.status, record.failureReason], ['failed', problem.message]);
    assert.ok(
      statSync(join(record.folder, 'hosts/algo-1/log.txt')).size > 3_000_000,
      'as much as there was room for',
    );
  });

  it('ends also when the program has filled the disk, and then says something', async () => {
    const [problem, record] = await failureOf(
      bench.train(
        python(`
import time
try: open('/opt/ml/model/large', 'wb').write(b'0' * 8_000_000)
except OSError as error: print(error.errno, 'x' * 10_000, flush=True)
time.sleep(60)`),
      ),
    );
    assert.equal(problem.kind, 'disk-full');
    assert.deepEqual([record.status, record.failureReason], ['failed', problem.message]);
  });

  it('fails when the model cannot be packed, and keeps the model', async () => {
    const [problem, record] = await failureOf(
      bench.train(python(`import os; open('/opt/ml/model/weights', 'wb').write(os.urandom(3_000_000))`)),
    );
    assert.equal(problem.kind, 'disk-full');
    assert.match(problem.message, /model\.tar\.gz/);
    assert.deepEqual([record.status, record.artifacts], ['failed', []]);
    assert.equal(readFileSync(join(record.folder, 'hosts/algo-1/ml/model/weights')).length, 3_000_000);
    assert.equal(existsSync(join(record.folder, 'artifacts/model.tar.gz')), false);
    assert.deepEqual(readdirSync(join(record.folder, 'artifacts')), []);
  });
});
