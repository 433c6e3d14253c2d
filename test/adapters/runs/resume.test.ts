import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { closeLost, findUnfollowed, removeOrphans, resumeRun } from '../../../src/app/runs/resumeRun';
import { deleteRuns, listRuns, measureRuns } from '../../../src/app/runs/storedRuns';
import { RunControl } from '../../../src/core/run/runControl';
import { testEngine } from '../../support/engine/engine';
import { startPrivateFront } from '../../support/engine/front';
import { python, TrainingBench } from '../../support/runs/training';

const never = new AbortController().signal;
/** Ends when its checkpoint folder has a file, which the test lays there. */
const patient = python(`
import os, time
print('begun', flush=True)
while not os.path.exists('/opt/ml/checkpoints/go'): time.sleep(0.1)
print('loss=0.25', flush=True); open('/opt/ml/model/m', 'w').write('x')`);

describe('A run whose window was closed', () => {
  let bench: TrainingBench;
  beforeEach(() => (bench = new TrainingBench()));
  afterEach(() => bench.remove());

  const leave = async () =>
    bench.train(
      { ...patient, checkpoints: { local: 'kept', path: '/opt/ml/checkpoints' } },
      (event, control) => {
        if (event.kind === 'output') control.detach();
      },
    );
  const unfollowed = async (isAlive = false) =>
    findUnfollowed(
      bench.world,
      await listRuns(bench.world, join(bench.folder, 'runs')),
      () => isAlive,
      never,
    );

  it('is found by its containers, and followed to its end with its whole log', async () => {
    const { record } = await leave();
    assert.equal(record.status, 'running');
    writeFileSync(
      join(record.folder, 'run.train.json'),
      JSON.stringify({ ...patient, checkpoints: { local: 'kept' } }),
    );
    assert.deepEqual((await unfollowed(true)).resumable, []);
    const { resumable, lost } = await unfollowed();
    assert.deepEqual([resumable.map(({ id }) => id), lost], [[record.id], []]);
    const [found] = resumable;
    assert.ok(found);
    let heard = '';
    const ended = await resumeRun(
      bench.world,
      { record: found, follower: 1 },
      {
        signal: never,
        control: new RunControl(),
        report: (event) => {
          if (event.kind !== 'output') return;
          heard += Buffer.from(event.bytes).toString();
          writeFileSync(join(bench.folder, 'kept/go'), '');
        },
      },
    );
    assert.equal(ended.status, 'completed', JSON.stringify(ended));
    assert.equal(heard, 'begun\nloss=0.25\n');
    assert.equal(readFileSync(join(record.folder, 'hosts/algo-1/log.txt'), 'utf8'), heard);
    assert.deepEqual(ended.metrics, { loss: { last: 0.25, min: 0.25, max: 0.25 } });
    assert.deepEqual((await unfollowed()).resumable, []);
  });

  it('is finished also when it ended while nobody looked', async () => {
    const { record } = await leave();
    writeFileSync(
      join(record.folder, 'run.train.json'),
      JSON.stringify({ ...patient, checkpoints: { local: 'kept' } }),
    );
    writeFileSync(join(bench.folder, 'kept/go'), '');
    const container = record.hosts[0]?.container ?? '';
    await bench.world.containers.wait(container, never);
    const watching = { signal: never, control: new RunControl(), report: () => undefined };
    const ended = await resumeRun(bench.world, { record, follower: 1 }, watching);
    assert.equal(ended.status, 'completed');
    assert.equal(readFileSync(join(record.folder, 'hosts/algo-1/log.txt'), 'utf8'), 'begun\nloss=0.25\n');
  });

  it('is an orphan when its folder is gone, and can be taken away', async () => {
    const { record } = await leave();
    const orphans = async () =>
      (await findUnfollowed(bench.world, [], () => false, never)).orphans.filter(
        ({ run }) => run === record.id,
      );
    // A run of another folder is no orphan.
    assert.deepEqual(await orphans(), []);
    rmSync(record.folder, { recursive: true });
    const found = await orphans();
    assert.deepEqual(
      found.map(({ host }) => host),
      ['algo-1'],
    );
    await removeOrphans(bench.world, found, never);
    assert.deepEqual(await orphans(), []);
  });

  it('is lost when its containers are gone', async () => {
    const { record } = await leave();
    const ours = (await bench.world.containers.ofRuns(never)).filter(({ run }) => run === record.id);
    await removeOrphans(bench.world, ours, never);
    const [lost] = (await unfollowed()).lost;
    assert.equal(lost?.id, record.id);
    const closed = await closeLost(bench.world, lost);
    assert.equal(closed.status, 'failed');
    assert.match(closed.failureReason ?? '', /are gone/);
    assert.deepEqual(await listRuns(bench.world, join(bench.folder, 'runs')), [closed]);
  });
});

describe('A run whose engine goes away for a while', () => {
  it('is found again, and loses nothing of its log', async () => {
    const front = await startPrivateFront(testEngine());
    const bench = new TrainingBench(front.host);
    let away: Promise<void> | undefined;
    const goAway = async (): Promise<void> => {
      await front.close();
      writeFileSync(join(bench.folder, 'kept/go'), '');
      await new Promise((resolve) => setTimeout(resolve, 3000));
      await front.open();
    };
    try {
      const { record } = await bench.train(
        { ...patient, checkpoints: { local: 'kept', path: '/opt/ml/checkpoints' } },
        (event) => {
          if (event.kind === 'output') away ??= goAway();
        },
      );
      await away;
      assert.equal(record.status, 'completed', JSON.stringify(record));
      assert.equal(readFileSync(join(record.folder, 'hosts/algo-1/log.txt'), 'utf8'), 'begun\nloss=0.25\n');
      const left = await bench.world.containers.ofRuns(never);
      assert.deepEqual(
        left.filter(({ run }) => run === record.id),
        [],
      );
    } finally {
      await front.stop();
      bench.remove();
    }
  });
});

describe('Past runs', () => {
  it('are listed the newest first, measured, and deleted', async () => {
    const bench = new TrainingBench();
    try {
      const first = await bench.train(python(`open('/opt/ml/model/m', 'w').write('x' * 10_000)`));
      const second = await bench.train(python(`pass`));
      const runs = join(bench.folder, 'runs');
      mkdirSync(join(runs, 'half'));
      writeFileSync(join(runs, 'half/run.json'), '{"id":');
      mkdirSync(join(runs, 'other'));
      const listed = await listRuns(bench.world, runs);
      assert.deepEqual(listed, [second.record, first.record]);
      const sizes = await measureRuns(bench.world, listed);
      assert.ok((sizes.get(first.record.id) ?? 0) > 10_000);
      await deleteRuns(bench.world, [first.record]);
      assert.equal(existsSync(first.record.folder), false);
      assert.deepEqual(await listRuns(bench.world, runs), [second.record]);
    } finally {
      bench.remove();
    }
  });
});
