// What each kind of container has to do, on the sample that it brings.
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import type { Answers } from '../../../src/core/scaffold/template';
import type { Training } from '../runs/training';
import { expectedKinds, kindsOf, runContainer, type Localize, type ScaffoldBench } from './scaffoldBench';

/** Scaffolds, builds, trains, serves and asks: whatever these answers make of it. */
export async function tryContainer(
  bench: ScaffoldBench,
  localize: Localize,
  answers: Answers,
): Promise<void> {
  await bench.scaffold(localize, answers);
  const { purpose, server } = answers;
  if (purpose === 'processing') return tryProcessing(bench);
  if (purpose === 'train' || purpose === 'both') {
    const training = await tryTraining(bench);
    if (purpose === 'both') await bench.checkServing(bench.unpackModel(training));
    return;
  }
  const model = await bench.makeModel();
  if (server === 'multi-model') await tryModels(bench, model);
  else if (purpose === 'batch') await tryBatch(bench, model);
  else await bench.checkServing(model);
}

/** Also with several hosts, of which only the first writes. */
export async function tryTraining(bench: ScaffoldBench): Promise<Training> {
  const run = await bench.readRun();
  const training = await bench.train(run);
  const { record, log, ml } = training;
  assert.equal(record.status, 'completed', log);
  assert.ok((record.metrics['accuracy']?.last ?? 0) > 0.85, log);
  assert.equal(log.match(/^epoch=\d+;/gm)?.length, 20, log);
  assert.deepEqual(
    record.artifacts.map((artifact) => artifact.name),
    ['model.tar.gz'],
  );
  if (run.local.hosts > 1) assert.ok(!existsSync(`${ml('algo-2')}/model/model.json`));
  return training;
}

export async function tryProcessing(bench: ScaffoldBench): Promise<void> {
  await bench.build();
  const output = bench.path('ml/output');
  mkdirSync(output, { recursive: true });
  const binds = [
    `${bench.path('sample/data')}:/opt/ml/processing/input/data:ro`,
    `${output}:/opt/ml/processing/output`,
  ];
  assert.equal(await runContainer(['--test-share', '0.25'], binds), 0);
  const rows = ['train', 'test'].map((name) =>
    readFileSync(`${output}/${name}/iris.csv`, 'utf8').split('\n'),
  );
  const [train = [], test = []] = rows;
  assert.equal(train[0], 'sepal_length,sepal_width,petal_length,petal_width,kind');
  assert.ok(train.length > test.length * 2 && test.length > 10, `${train.length} and ${test.length} lines`);
}

export async function tryBatch(bench: ScaffoldBench, model: string): Promise<void> {
  await bench.serve({ model, environment: ['WEB_CONCURRENCY=8'] }, async ({ ask }) => {
    assert.deepEqual(JSON.parse((await ask('/execution-parameters')).text), {
      MaxConcurrentTransforms: 8,
      BatchStrategy: 'MULTI_RECORD',
      MaxPayloadInMB: 12,
    });
    const { status, text } = await ask('/invocations', bench.request());
    assert.equal(status, 200, text);
    const lines = text.trim().split(/\r?\n/);
    assert.deepEqual(
      lines.map((line) => line.split(',')[0]),
      expectedKinds,
    );
    assert.equal((await ask('/invocations', 'a,b\n')).status, 400);
  });
}

/** As SageMaker asks a multi-model endpoint: load, ask, unload. A server may tell more of a model than its name and place. */
export async function tryModels(bench: ScaffoldBench, model: string): Promise<void> {
  const models = bench.path('models');
  cpSync(model, `${models}/iris/model`, { recursive: true });
  const environment = ['SAGEMAKER_MULTI_MODEL=true'];
  await bench.serve({ model: models, target: '/opt/ml/models', environment }, async ({ ask }) => {
    const url = '/opt/ml/models/iris/model';
    const load = async () => ask('/models', JSON.stringify({ model_name: 'iris', url }), 'application/json');
    assert.equal((await ask('/models/iris/invoke', bench.request())).status, 404);
    assert.equal((await load()).status, 200);
    assert.equal((await load()).status, 409);
    assert.deepEqual(kindsOf(await ask('/models/iris/invoke', bench.request())), expectedKinds);
    assert.equal((await ask('/models/iris/invoke', '1,2\n')).status, 400);
    const listed = { modelName: 'iris', modelUrl: url };
    assert.deepEqual(JSON.parse((await ask('/models')).text), { models: [listed] });
    const { modelName, modelUrl } = JSON.parse((await ask('/models/iris')).text);
    assert.deepEqual({ modelName, modelUrl }, listed);
    assert.equal((await ask('/models/iris', '', '', 'DELETE')).status, 200);
    assert.equal((await ask('/models/iris', '', '', 'DELETE')).status, 404);
    assert.equal((await ask('/models/iris')).status, 404);
  });
}
