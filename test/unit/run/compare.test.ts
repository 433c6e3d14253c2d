import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ComparedRun } from '../../../src/core/run/compare';
import { compareRuns } from '../../../src/core/run/compare';

const run: ComparedRun = {
  facts: { image: 'fraud:1', exitCode: '0' },
  hyperparameters: { lr: '0.1', epochs: '3' },
  metrics: { loss: 0.5, acc: 0.75 },
  environment: { DEBUG: '1' },
  channels: { train: './data' },
  files: [
    { path: 'model.bin', bytes: 1000 },
    { path: 'log.txt', bytes: 10 },
  ],
};

describe('Two runs', () => {
  it('that are the same differ in nothing, whatever the order', () => {
    const same = { ...run, hyperparameters: { epochs: '3', lr: '0.1' }, files: run.files.toReversed() };
    assert.deepEqual(compareRuns(run, same), []);
    assert.deepEqual(compareRuns({ ...run, metrics: { loss: NaN } }, { ...run, metrics: { loss: NaN } }), []);
  });

  it('are compared by what differs, and by how much', () => {
    const other: ComparedRun = {
      hyperparameters: { lr: '0.01', epochs: '3', decay: '1' },
      metrics: { loss: 0.25, acc: 0.75 },
      environment: {},
      channels: { train: 's3://bucket/data' },
      files: [
        { path: 'model.bin', bytes: 1500 },
        { path: 'constructor', bytes: 0 },
      ],
    };
    assert.deepEqual(compareRuns(run, other), [
      { aspect: 'facts', name: 'exitCode', left: '0' },
      { aspect: 'facts', name: 'image', left: 'fraud:1' },
      { aspect: 'hyperparameters', name: 'decay', right: '1' },
      { aspect: 'hyperparameters', name: 'lr', left: '0.1', right: '0.01' },
      { aspect: 'metrics', name: 'loss', left: 0.5, right: 0.25, change: -0.25 },
      { aspect: 'environment', name: 'DEBUG', left: '1' },
      { aspect: 'channels', name: 'train', left: './data', right: 's3://bucket/data' },
      { aspect: 'files', name: 'constructor', right: 0 },
      { aspect: 'files', name: 'log.txt', left: 10 },
      { aspect: 'files', name: 'model.bin', left: 1000, right: 1500, change: 500 },
    ]);
  });

  it('differ from each other alike, from both sides', () => {
    const record = fc.record(
      { a: fc.integer(), b: fc.integer(), __proto__: fc.integer() },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(record, record, (one, two) => {
        const names = (left: ComparedRun, right: ComparedRun) =>
          compareRuns(left, right).map(({ name }) => name);
        const [left, right] = [
          { ...run, metrics: one },
          { ...run, metrics: two },
        ];
        assert.deepEqual(names(left, right), names(right, left));
      }),
    );
  });
});
