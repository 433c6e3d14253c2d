import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRunInput } from '../../../src/app/runs/readRunInput';
import { scaffoldContainer } from '../../../src/app/scaffold/scaffoldContainer';
import type { RunFile } from '../../../src/core/run/file/runFile';
import type { TemplateFolder } from '../../../src/core/scaffold/readTemplate';
import type { Answers } from '../../../src/core/scaffold/template';
import { connect } from '../../support/engine/connection';
import { testEngine } from '../../support/engine/engine';
import type { Training } from '../../support/runs/training';
import { TrainingBench } from '../../support/runs/training';
import { makePrebuiltImage, removePrebuiltImage } from '../../support/scaffold/prebuiltImage';
import { templates } from '../../support/scaffold/templates';

const never = new AbortController().signal;
const name = 'longshore-test-extend';

/** What AWS's server does with the module: four functions, one after the other. */
const answer = `
import importlib, json, sys
module = importlib.import_module(sys.argv[1])
model = module.model_fn('/opt/ml/model')
for body, kind in [(sys.argv[2], 'text/csv'), (b'{"instances": [[5.1, 3.5, 1.4, 0.2]]}', 'application/json')]:
    text, type = module.output_fn(module.predict_fn(module.input_fn(body, kind), model), 'application/json')
    print(type, [each['kind'] for each in json.loads(text)['predictions']])
for body, kind in [('', 'text/csv'), ('1,nan', 'text/csv'), ('1,2,3,4', 'image/png')]:
    try: module.input_fn(body, kind)
    except ValueError: print('refused')
`;
const answers = [
  "application/json ['setosa', 'versicolor', 'virginica']",
  "application/json ['setosa']",
  'refused',
  'refused',
  'refused',
];

describe('A script for an image of AWS, with its toolkit in a stand-in', function () {
  // The first time packages are downloaded.
  this.timeout(240_000);
  let bench: TrainingBench;
  let prebuilt: string;
  before(async () => (prebuilt = await makePrebuiltImage(testEngine(), 'prebuilt')));
  beforeEach(() => (bench = new TrainingBench()));
  afterEach(async () => {
    bench.remove();
    const built = connect(testEngine()).getImage(`longshore/${name}:latest`);
    await built.remove({ force: true }).catch(() => undefined);
  });
  after(async () => removePrebuiltImage(testEngine(), 'prebuilt'));

  async function scaffold(template: TemplateFolder, chosen: Answers): Promise<RunFile> {
    const asked = { folder: bench.folder, template: templates[template], name, answers: chosen };
    await scaffoldContainer(bench.world, asked, async () => [], never);
    const path = join(bench.folder, `${name}.train.json`);
    const { run, findings } = await readRunInput(bench.world.files, path, never);
    assert.ok(run);
    assert.deepEqual(findings, []);
    return run;
  }

  function checkTrained({ record, log }: Training): void {
    assert.equal(record.status, 'completed', log);
    assert.ok((record.metrics['accuracy']?.last ?? 0) > 0.85, log);
  }

  /** Asks the functions of a module in a container that has the model of the run, and may not change it. */
  async function ask(training: Training, image: string, module: string, code: string): Promise<void> {
    const model = join(bench.folder, 'model');
    mkdirSync(model);
    execFileSync('tar', ['-xzf', join(training.record.folder, 'artifacts/model.tar.gz'), '-C', model]);
    const request = readFileSync(join(bench.folder, 'sample/request.csv'), 'utf8');
    const container = await connect(testEngine()).createContainer({
      Image: image,
      Entrypoint: ['python', '-c', answer],
      Cmd: [module, request],
      WorkingDir: code,
      Tty: true,
      HostConfig: { Binds: [`${model}:/opt/ml/model:ro`] },
    });
    try {
      await container.start();
      await container.wait();
      const said = String(await container.logs({ stdout: true, follow: false }));
      assert.deepEqual(said.trim().split(/\r?\n/), answers);
    } finally {
      await container.remove({ force: true });
    }
  }

  it('trains, goes on from a checkpoint, puts the code that serves into the model, and fails with a reason', async () => {
    const { image, ...run } = await scaffold('prebuilt', { framework: 'scikit-learn' });
    assert.match(image ?? '', /^\d{12}\.dkr\.ecr\..*\/sagemaker-scikit-learn:/);
    const kept = { ...run, image: prebuilt, checkpoints: { local: 'kept', path: '/opt/ml/checkpoints' } };
    const training = await bench.train(kept);
    checkTrained(training);
    await ask(training, prebuilt, 'inference', '/opt/ml/model/code');

    const epochs = Number(run.hyperparameters['epochs']) + 1;
    const resumed = await bench.train({ ...kept, hyperparameters: { epochs } });
    assert.deepEqual(resumed.log.match(/^(?:Resuming after )?epoch[ =]\d+/gim), [
      `Resuming after epoch ${epochs - 1}`,
      `epoch=${epochs}`,
    ]);

    rmSync(join(bench.folder, 'sample/train/iris.csv'));
    writeFileSync(join(bench.folder, 'sample/train/other.txt'), '');
    const failed = await bench.train({ ...run, image: prebuilt });
    assert.equal(failed.record.status, 'failed');
    const reason = readFileSync(join(failed.ml(), 'output/failure'), 'utf8');
    assert.match(reason, /^ExecuteUserScriptError:/);
    assert.match(failed.log, /There are no CSV files with data in \/opt\/ml\/input\/data\/train\./);
  });

  it('is built into the image with what that lacks, and is found there by the toolkit and the server', async () => {
    const run = await scaffold('extend', { framework: 'scikit-learn' });
    const dockerfile = join(bench.folder, 'Dockerfile');
    writeFileSync(dockerfile, readFileSync(dockerfile, 'utf8').replace(/^FROM .*$/m, `FROM ${prebuilt}`));
    const training = await bench.train(run);
    checkTrained(training);
    await ask(training, `longshore/${name}:latest`, 'train', '/opt/ml/code');
  });
});
