import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunFile } from '../../../src/core/run/file/runFile';
import { testEngine } from '../../support/engine/engine';
import { dropScaffoldBase, makeScaffoldBase } from '../../support/scaffold/baseImage';
import type { Localize } from '../../support/scaffold/scaffoldBench';
import { onPython, ScaffoldBench } from '../../support/scaffold/scaffoldBench';

describe('A scaffolded container on a real engine', function () {
  this.timeout(300_000);
  let bench: ScaffoldBench;
  let here: Localize;
  before(async () => (here = onPython(await makeScaffoldBase(testEngine()))));
  beforeEach(() => (bench = new ScaffoldBench()));
  afterEach(async () => bench.clear());
  after(async () => dropScaffoldBase(testEngine()));

  it('trains, fails with a reason, stops with what it has learned, and goes on from a checkpoint', async () => {
    await bench.scaffold(here, { framework: 'python', purpose: 'train' });
    const run = await bench.readRun();
    const { record, log } = await bench.train(run);
    assert.equal(record.status, 'completed', log);
    assert.deepEqual(
      record.artifacts.map((artifact) => artifact.name),
      ['model.tar.gz'],
    );
    assert.ok((record.metrics['accuracy']?.last ?? 0) > 0.85, log);

    const kept = { ...run, checkpoints: { local: 'kept', path: '/opt/ml/checkpoints' } };
    const stopped = await bench.train(
      { ...kept, hyperparameters: { epochs: 1_000_000 } },
      (event, control) => {
        if (event.kind === 'output' && Buffer.from(event.bytes).includes('epoch=2;')) control.stop();
      },
    );
    assert.equal(stopped.record.status, 'stopped');
    assert.equal(stopped.record.exitCode, 0);
    const [, last = ''] = /Asked to stop after epoch (\d+); what was learned is kept/.exec(stopped.log) ?? [];
    assert.ok(existsSync(join(stopped.record.folder, 'artifacts/model.tar.gz')));

    const epochs = Number(last) + 1;
    const resumed = await bench.train({ ...kept, hyperparameters: { epochs } });
    assert.match(resumed.log, new RegExp(`Resuming after epoch ${last}\\.`));
    assert.deepEqual(
      resumed.log.match(/^epoch=\d+/gm),
      [`epoch=${epochs}`],
      'It goes on, and does not begin again.',
    );

    await checkFailures(run);
  });

  async function checkFailures(run: RunFile): Promise<void> {
    bench.write('sample/train/iris.csv', 'a,b,kind\n');
    const failed = await bench.train(run);
    assert.equal(failed.record.status, 'failed');
    const reason = readFileSync(join(failed.ml(), 'output/failure'), 'utf8');
    assert.match(reason, /^ValueError: There are no CSV files with data in \/opt\/ml\/input\/data\/train\./);

    bench.write('src/model.py', 'import pandas_is_missing\n');
    const broken = await bench.train(run);
    assert.equal(broken.record.exitCode, 1);
    assert.match(
      readFileSync(join(broken.ml(), 'output/failure'), 'utf8'),
      /^ModuleNotFoundError: No module named 'pandas_is_missing'\n\nTraceback/,
    );
  }

  for (const server of ['fastapi', 'flask'] as const)
    it(`trains with scikit-learn, and serves what it has trained with ${server}`, async () => {
      await bench.scaffold(here, { framework: 'scikit-learn', purpose: 'both', server });
      const training = await bench.train(await bench.readRun());
      const model = bench.unpackModel(training);
      assert.ok((training.record.metrics['accuracy']?.last ?? 0) > 0.85, training.log);
      await bench.checkServing(model);
      writeFileSync(join(model, 'model.joblib'), 'broken');
      await bench.checkRefusal(model, /app\.py|predictor\.py/);
    });

  it('serves a model that its own sample makes, on the port of a pipeline, and says when there is none', async () => {
    await bench.scaffold(here, { framework: 'python', purpose: 'serve', server: 'flask' });
    await bench.checkServing(await bench.makeModel(), 9000);

    mkdirSync(bench.path('empty'));
    await bench.checkRefusal(bench.path('empty'), /There is no model in \/opt\/ml\/model/);
  });
});
