import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readHistory } from '../../../src/app/runs/historyKeeper';
import { resumeRun } from '../../../src/app/runs/resumeRun';
import { Problem } from '../../../src/core/problem';
import type { RunHistory } from '../../../src/core/resources/history/runHistory';
import { RunControl } from '../../../src/core/run/runControl';
import { runFolder } from '../../../src/core/run/runFolder';
import type { RunRecord } from '../../../src/core/run/runRecord';
import { python, TrainingBench } from '../../support/runs/training';

const program = python(`
import os, time
for step in range(3):
    print(f'loss={1 / (step + 1)}', flush=True); time.sleep(0.6)
while os.path.exists('/opt/ml/checkpoints/wait'): time.sleep(0.1)
print('loss=0.125', flush=True)`);

describe('What was seen of a run over time', () => {
  let bench: TrainingBench;
  beforeEach(() => (bench = new TrainingBench()));
  afterEach(() => bench.remove());

  const historyOf = async ({ folder }: RunRecord): Promise<RunHistory> => {
    const history = await readHistory(bench.world, runFolder(folder));
    assert.ok(history);
    return history;
  };
  const losses = (history: RunHistory): readonly number[] =>
    history.metrics.of('loss').map(({ value }) => Number(value.toFixed(3)));

  it('is kept beside its log: metrics with their times, and what its host used', async () => {
    const { record } = await bench.train(program, undefined, { sampleEvery: 250 });
    const history = await historyOf(record);
    assert.deepEqual(losses(history), [1, 0.5, 0.333, 0.125]);
    const { x } = history.metric('loss').all([]);
    assert.deepEqual(
      x,
      x.toSorted((left, right) => left - right),
    );
    assert.ok((x.at(-1) ?? 0) - (x[0] ?? 0) > 1, String(x));
    const memory = history.hosts.get('algo-1')?.all(['memory']).y[0] ?? [];
    assert.ok(
      memory.some((bytes) => (bytes ?? 0) > 1e6),
      JSON.stringify(memory),
    );
    assert.ok((history.peaks.get('algo-1') ?? 0) > 1e6);
    assert.ok([...history.notes].some((note) => note.includes('No GPU was asked for')));
  });

  it('that cannot be kept harms nothing, and is told', async () => {
    const { disk } = bench.world;
    const full = async (path: string, text: string): Promise<void> => {
      if (path.endsWith('history.json')) throw new Problem('disk-full', 'There is no space left.');
      return disk.writeText(path, text);
    };
    bench.world = { ...bench.world, disk: { ...disk, writeText: full } };
    const { record, events } = await bench.train(program);
    assert.equal(record.status, 'completed');
    assert.ok(events.some((event) => event.kind === 'progress' && event.text === 'There is no space left.'));
  });

  it('is not counted when nobody wants it', async () => {
    const { record } = await bench.train(program, undefined, { sampleEvery: 0 });
    const history = await historyOf(record);
    assert.deepEqual([losses(history).length, history.hosts.size], [4, 0]);
    assert.ok([...history.notes].some((note) => note.includes('longshore.resources.interval')));
  });

  it('goes on where another window left off, and nothing is there twice', async () => {
    bench.write('kept/wait', '');
    const run = { ...program, checkpoints: { local: 'kept', path: '/opt/ml/checkpoints' } };
    let lines = 0;
    const { record } = await bench.train(run, (event, control) => {
      if (event.kind === 'metrics' && (lines += 1) === 2) control.detach();
    });
    assert.equal(record.status, 'running');
    assert.deepEqual(losses(await historyOf(record)), [1, 0.5]);
    writeFileSync(
      join(record.folder, 'run.train.json'),
      JSON.stringify({ ...program, checkpoints: { local: 'kept' } }),
    );
    const report = (): void => {
      void bench.world.disk.remove(join(bench.folder, 'kept/wait'));
    };
    const signal = new AbortController().signal;
    const watching = { signal, control: new RunControl(), report };
    const ended = await resumeRun(bench.world, { record, follower: 1 }, watching);
    assert.equal(ended.status, 'completed');
    assert.deepEqual(losses(await historyOf(ended)), [1, 0.5, 0.333, 0.125]);
  });
});
