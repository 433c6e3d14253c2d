import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildImage } from '../../../src/app/images/buildImage';
import { readRunInput } from '../../../src/app/runs/readRunInput';
import { scaffoldContainer } from '../../../src/app/scaffold/scaffoldContainer';
import type { RunFile } from '../../../src/core/run/file/runFile';
import type { Answers } from '../../../src/core/scaffold/template';
import { connect } from '../../support/engine/connection';
import { testEngine } from '../../support/engine/engine';
import { removeTestImages } from '../../support/engine/images';
import { TrainingBench } from '../../support/runs/training';
import { makeScaffoldBase } from '../../support/scaffold/baseImage';
import { templates } from '../../support/scaffold/templates';
import { serveModel } from '../../support/scaffold/server';
import { eventually } from '../../support/workbench/eventually';

const never = new AbortController().signal;
const name = 'longshore-test-scaffold';
const image = `longshore/${name}:latest`;

describe('A scaffolded container on a real engine', function () {
  this.timeout(120_000);
  let bench: TrainingBench;
  let base: string;
  before(async () => (base = await makeScaffoldBase(testEngine(), 'scaffold-base')));
  beforeEach(() => (bench = new TrainingBench()));
  afterEach(async () => {
    bench.remove();
    const built = connect(testEngine()).getImage(image);
    await built.remove({ force: true }).catch(() => undefined);
  });
  after(async () => removeTestImages(testEngine(), 'scaffold-base'));

  /** Writes the container as users get it, on the base that these machines have. */
  async function scaffold(answers: Answers): Promise<void> {
    const asked = { folder: bench.folder, template: templates.own, name, answers };
    await scaffoldContainer(bench.world, asked, async () => [], never);
    const dockerfile = join(bench.folder, 'Dockerfile');
    writeFileSync(dockerfile, readFileSync(dockerfile, 'utf8').replace(/^FROM .*$/m, `FROM ${base}`));
  }

  async function readRun(): Promise<RunFile> {
    const path = join(bench.folder, `${name}.train.json`);
    const { run, findings } = await readRunInput(bench.world.files, path, never);
    assert.ok(run);
    assert.deepEqual(findings, []);
    return run;
  }

  it('trains, fails with a reason, stops with what it has learned, and goes on from a checkpoint', async () => {
    await scaffold({ framework: 'python', purpose: 'train' });
    const run = await readRun();
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
      await scaffold({ framework: 'scikit-learn', purpose: 'both', server });
      const { record, log } = await bench.train(await readRun());
      assert.equal(record.status, 'completed', log);
      assert.ok((record.metrics['accuracy']?.last ?? 0) > 0.85, log);
      const model = join(bench.folder, 'model');
      mkdirSync(model);
      execFileSync('tar', ['-xzf', join(record.folder, 'artifacts/model.tar.gz'), '-C', model]);
      await checkServing(model);
      writeFileSync(join(model, 'model.joblib'), 'broken');
      await checkRefusal(model, /app\.py|predictor\.py/);
    });

  it('serves a model that its own sample makes, on the port of a pipeline, and says when there is none', async () => {
    await scaffold({ framework: 'python', purpose: 'serve', server: 'flask' });
    const dockerfile = join(bench.folder, 'Dockerfile');
    const build = { name: image, dockerfile, context: bench.folder, args: {} };
    await buildImage(bench.world, build, () => undefined, never);
    const docker = connect(testEngine());
    const sample = join(bench.folder, 'sample');
    const options = { Image: image, HostConfig: { Binds: [`${sample}:/sample`], AutoRemove: true } };
    const maker = await docker.createContainer({ ...options, Cmd: ['/sample/make_model.py'] });
    const made = maker.wait({ condition: 'next-exit' });
    await maker.start();
    await made;
    await checkServing(join(sample, 'model'), 9000);

    mkdirSync(join(bench.folder, 'empty'));
    await checkRefusal(join(bench.folder, 'empty'), /There is no model in \/opt\/ml\/model/);
  });

  /** A model that cannot be served ends the container, with the reason in its log. */
  async function checkRefusal(model: string, reason: RegExp): Promise<void> {
    const served = await serveModel(testEngine(), { image, model });
    try {
      assert.notEqual(await served.ended(), 0);
      assert.match(await served.log(), reason);
    } finally {
      await served.remove();
    }
  }

  async function checkServing(model: string, port?: number): Promise<void> {
    const served = await serveModel(testEngine(), { image, model, ...(port === undefined ? {} : { port }) });
    try {
      await eventually(async () => assert.equal((await served.ask('/ping')).status, 200), 60);
      const request = readFileSync(join(bench.folder, 'sample/request.csv'), 'utf8');
      const expected = ['setosa', 'versicolor', 'virginica'];
      assert.deepEqual(kindsOf(await served.ask('/invocations', request)), expected);
      const instances = request
        .trim()
        .split('\n')
        .map((line) => line.split(',').map(Number));
      const asJson = await served.ask('/invocations', JSON.stringify({ instances }), 'application/json');
      assert.deepEqual(kindsOf(asJson), expected);
      assert.equal((await served.ask('/invocations', request, 'image/png')).status, 415);
      for (const wrong of ['1,2\n', 'a,b,c,d\n', '1,2,3,nan\n', '\n'])
        assert.equal((await served.ask('/invocations', wrong)).status, 400, wrong);
      const { code, milliseconds } = await served.stop();
      assert.equal(code, 0, await served.log());
      assert.ok(milliseconds < 10_000, `${milliseconds} ms`);
    } finally {
      await served.remove();
    }
  }
});

function kindsOf({ status, text }: { readonly status: number; readonly text: string }): readonly string[] {
  assert.equal(status, 200, text);
  const { predictions }: { predictions: readonly { kind: string; chance: number }[] } = JSON.parse(text);
  assert.ok(predictions.every(({ chance }) => chance > 0.34 && chance <= 1));
  return predictions.map(({ kind }) => kind);
}
