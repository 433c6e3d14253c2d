import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunFile } from '../../../src/core/run/file/runFile';
import type { TemplateFolder } from '../../../src/core/scaffold/readTemplate';
import type { Answers } from '../../../src/core/scaffold/template';
import { connect } from '../../support/engine/connection';
import { testEngine } from '../../support/engine/engine';
import type { Training } from '../../support/runs/training';
import { makePrebuiltImage, removePrebuiltImage } from '../../support/scaffold/prebuiltImage';
import { ScaffoldBench, scaffoldImage } from '../../support/scaffold/scaffoldBench';

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
  let bench: ScaffoldBench;
  let prebuilt: string;
  before(async () => (prebuilt = await makePrebuiltImage(testEngine(), 'prebuilt')));
  beforeEach(() => (bench = new ScaffoldBench()));
  afterEach(async () => bench.clear());
  after(async () => removePrebuiltImage(testEngine(), 'prebuilt'));

  async function scaffold(template: TemplateFolder, chosen: Answers): Promise<RunFile> {
    await bench.scaffold((text) => text.replace(/^FROM .*$/m, `FROM ${prebuilt}`), chosen, template);
    return bench.readRun();
  }

  function checkTrained({ record, log }: Training): void {
    assert.equal(record.status, 'completed', log);
    assert.ok((record.metrics['accuracy']?.last ?? 0) > 0.85, log);
  }

  /** Asks the functions of a module in a container that has the model of the run, and may not change it. */
  async function ask(training: Training, image: string, module: string, code: string): Promise<void> {
    const model = bench.unpackModel(training);
    const container = await connect(testEngine()).createContainer({
      Image: image,
      Entrypoint: ['python', '-c', answer],
      Cmd: [module, bench.request()],
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
    const training = await bench.train(run);
    checkTrained(training);
    await ask(training, scaffoldImage, 'train', '/opt/ml/code');
  });
});
