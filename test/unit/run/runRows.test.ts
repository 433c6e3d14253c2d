import assert from 'node:assert/strict';
import { attachConfiguration } from '../../../src/core/run/attachConfiguration';
import { comparedRun, comparisonText } from '../../../src/core/run/comparison';
import { compareRuns } from '../../../src/core/run/compare';
import { formatDuration, outcomeLines } from '../../../src/core/run/describe';
import type { Row } from '../../../src/core/row';
import { usualRunsFolder } from '../../../src/core/run/runFolder';
import type { RunEvent, RunRecord } from '../../../src/core/run/runRecord';
import { advance, failureReason, isRunRecord } from '../../../src/core/run/runRecord';
import { runRows } from '../../../src/core/run/runRows';
import { someRecord } from '../../support/runs/someRecord';

const noon = Date.UTC(2026, 0, 2, 12);
const begun: RunRecord = {
  ...someRecord,
  hyperparameters: { epochs: '3' },
  channels: { train: 'data' },
  follower: 7,
};
const story = (...events: readonly RunEvent[]): RunRecord => events.reduce(advance, begun);
const started: RunEvent = { kind: 'phase', phase: 'training', at: noon + 1000 };
const loss = (last: number): RunEvent => ({
  kind: 'metrics',
  host: 'algo-1',
  points: [],
  metrics: { loss: { last, min: last, max: 1 } },
});

describe('The record of a run', () => {
  it('keeps the first start over an interruption, and forgets its follower at the end', () => {
    const ended = story(
      started,
      { kind: 'output', host: 'algo-1', bytes: new Uint8Array([1]) },
      { kind: 'interrupted' },
      { kind: 'phase', phase: 'training', at: noon + 9000 },
      loss(0.5),
      { kind: 'ended', at: noon + 10_000, end: { status: 'completed', artifacts: [], exitCode: 0 } },
    );
    assert.deepEqual(ended, {
      ...Object.fromEntries(Object.entries(begun).filter(([name]) => name !== 'follower')),
      status: 'completed',
      phase: 'ended',
      started: noon + 1000,
      ended: noon + 10_000,
      interruptions: 1,
      metrics: { loss: { last: 0.5, min: 0.5, max: 1 } },
      exitCode: 0,
    });
  });

  it('is known by its shape', () => {
    assert.equal(isRunRecord(begun), true);
    for (const value of [undefined, null, 1, {}, { ...begun, hosts: 1 }, { ...begun, id: 1 }])
      assert.equal(isRunRecord(value), false);
  });

  it('has the reason that SageMaker would tell', () => {
    assert.equal(failureReason('bad\n', 1), 'AlgorithmError: bad\n');
    assert.equal(failureReason(' \n', 3), 'AlgorithmError: Exit Code: 3');
    assert.equal(failureReason(undefined, 139), 'AlgorithmError: Exit Code: 139');
    assert.equal(failureReason('x'.repeat(5000), 1).length, 1024);
  });
});

describe('The Runs view', () => {
  it('tells of a run what it does, how long, and its first metric', () => {
    const [row] = runRows([story(started, loss(0.123_456))], noon + 66_000, () => []);
    assert.deepEqual(
      [row?.label, row?.kind, row?.detail],
      ['iris', 'run.running', 'Training · 1 min 5 s · loss 0.1235'],
    );
    assert.deepEqual(
      row?.children?.map(({ label, detail }) => [label, detail]),
      [['loss', '0.1235']],
    );
  });

  it('tells the best of a metric whose better end its name tells, and what only counts last', () => {
    const metrics = {
      epoch: { last: 9, min: 1, max: 9 },
      loss: { last: 0.5, min: 0.4, max: 2 },
      accuracy: { last: 0.8, min: 0.1, max: 0.9 },
      something: { last: 3, min: 1, max: 5 },
      auc: { last: 0.7, min: 0.2, max: 0.7 },
    };
    const [row] = runRows([{ ...story(started), metrics }], noon, () => []);
    assert.match(row?.detail ?? '', /loss 0\.5/);
    assert.deepEqual(
      row?.children?.map(({ label, detail }) => [label, detail]),
      [
        ['loss', '0.5 · best 0.4'],
        ['accuracy', '0.8 · best 0.9'],
        ['something', '3'],
        ['auc', '0.7'],
        ['epoch', '9'],
      ],
    );
  });

  it('opens each run into its files', () => {
    const files: Row = { id: 'f', kind: 'ml.root', subject: 'f', label: '/opt/ml', lazy: true };
    const rows = runRows([story(started)], noon, ({ id }) => (id === 'iris-1' ? [files] : []));
    assert.deepEqual(rows[0]?.children, [files]);
  });

  it('tells of a failed run the reason first', () => {
    const diagnosis = {
      id: 'x',
      title: 'No module',
      cause: 'c',
      fixes: ['Install it.'],
      evidence: 'e',
      also: [],
    };
    const [row] = runRows(
      [
        story(started, {
          kind: 'ended',
          at: noon + 3000,
          end: {
            status: 'failed',
            exitCode: 1,
            diagnosis,
            failureReason: 'AlgorithmError: Exit Code: 1',
            artifacts: [{ name: 'output.tar.gz', bytes: 2000 }],
          },
        }),
      ],
      noon + 3_600_000,
      () => [],
    );
    assert.equal(row?.detail, '2 s · 1 h ago');
    assert.deepEqual(
      row?.children?.map(({ label, detail }) => [label, detail]),
      [
        ['No module', 'Install it.'],
        ['output.tar.gz', '2 kB'],
      ],
    );
  });

  it('gives durations as people say them', () => {
    assert.deepEqual([0, 340, 9_940, 59_400, 59_600, 125_000, 3_725_000].map(formatDuration), [
      '0 s',
      '0.3 s',
      '9.9 s',
      '59 s',
      '1 min 0 s',
      '2 min 5 s',
      '1 h 2 min',
    ]);
  });
});

describe('The end of a run', () => {
  it('is told with what it made', () => {
    const record = story(started, {
      kind: 'ended',
      at: noon + 61_000,
      end: { status: 'stopped', stopReason: 'max-runtime', artifacts: [{ name: 'model.tar.gz', bytes: 10 }] },
    });
    assert.deepEqual(outcomeLines(record), [
      'iris was stopped: its time of 1 min 0 s is over.',
      '/runs/iris-1/artifacts/model.tar.gz (10 B)',
    ]);
  });

  it('is compared with that of another', () => {
    const other = { ...begun, id: 'iris-2', hyperparameters: { epochs: '4' }, image: 'a|b' };
    const differences = compareRuns(
      comparedRun(story(loss(0.5)), [{ path: 'm', bytes: 1 }]),
      comparedRun({ ...other, metrics: story(loss(0.25)).metrics }, []),
    );
    assert.deepEqual(comparisonText(begun, other, differences).split('\n'), [
      '# iris · iris',
      '',
      '|  |  | iris-1 | iris-2 | Change |',
      '| --- | --- | --- | --- | --- |',
      '| Run | Image | img:1 | a\\|b |  |',
      '| Hyperparameter | epochs | 3 | 4 |  |',
      '| Metric | loss | 0.5 | 0.25 | -0.25 |',
      '| Model file | m | 1 | – |  |',
      '',
    ]);
    assert.match(comparisonText(begun, other, []), /Nothing differs/);
  });
});

describe('A debugger', () => {
  it('is told where the program listens, and which folder is which', () => {
    assert.equal(attachConfiguration(begun), undefined);
    const record = { ...begun, debugPort: 5678, places: { '/opt/ml/code': '/w/src' } };
    assert.deepEqual(attachConfiguration(record), {
      name: 'iris',
      type: 'debugpy',
      request: 'attach',
      connect: { host: '127.0.0.1', port: 5678 },
      pathMappings: [{ localRoot: '/w/src', remoteRoot: '/opt/ml/code' }],
      justMyCode: true,
    });
  });
});

describe('The folder of runs', () => {
  it('is one that the editor and the command line share', () => {
    assert.equal(usualRunsFolder('linux', '/home/a', {}), '/home/a/.local/share/longshore/runs');
    assert.equal(usualRunsFolder('linux', '/home/a', { XDG_DATA_HOME: '/d' }), '/d/longshore/runs');
    assert.equal(
      usualRunsFolder('darwin', '/Users/a', {}),
      '/Users/a/Library/Application Support/longshore/runs',
    );
    assert.equal(usualRunsFolder('win32', 'C:\\Users\\a', { LOCALAPPDATA: 'C:\\L' }), 'C:/L/longshore/runs');
    assert.equal(usualRunsFolder('linux', '/home/a', { LONGSHORE_RUNS: '/x' }), '/x');
  });
});
