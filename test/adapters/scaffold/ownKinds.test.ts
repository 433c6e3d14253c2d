// One container of each kind that the template `own` writes; `npm run test:scaffold` tries them all.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostLabel, runLabel } from '../../../src/core/run/labels';
import { connect } from '../../support/engine/connection';
import { testEngine } from '../../support/engine/engine';
import { channel } from '../../support/runs/training';
import { dropScaffoldBase, makeScaffoldBase } from '../../support/scaffold/baseImage';
import { dropJavaBase, localizeJava } from '../../support/scaffold/javaBase';
import type { Localize } from '../../support/scaffold/scaffoldBench';
import { onPython, runContainer, ScaffoldBench, scaffoldImage } from '../../support/scaffold/scaffoldBench';
import { serveModel } from '../../support/scaffold/server';
import { tryBatch, tryModels, tryProcessing, tryTraining } from '../../support/scaffold/tryContainer';
import { eventually } from '../../support/workbench/eventually';

/** The one that `serve` has started. */
const kill = (program: string): string => `
import os, pathlib, signal
for path in pathlib.Path('/proc').glob('[0-9]*'):
    words = (path / 'cmdline').read_bytes()
    if b'${program}' in words and '\\nPPid:\\t1\\n' in (path / 'status').read_text(): os.kill(int(path.name), signal.SIGKILL)
`;

const notText = `
from urllib import error, request
try: request.urlopen(request.Request('http://localhost:8080/invocations', b'\\xff', {'Content-Type': 'text/csv'}))
except error.HTTPError as answer: print(answer.status)
`;

/** Of a model that brings its own, which answer in another way and need a package. */
const ownFunctions = `
import json, joblib
def model_fn(folder): return 'Mine from ' + folder
def input_fn(body, content_type): return len(body)
def predict_fn(length, model): return [model, length]
def output_fn(answer, accept): return json.dumps(answer), 'application/json'
`;

describe('A container of our own template', function () {
  this.timeout(300_000);
  let bench: ScaffoldBench;
  let here: Localize;
  before(async () => (here = onPython(await makeScaffoldBase(testEngine()))));
  beforeEach(() => (bench = new ScaffoldBench()));
  afterEach(async () => bench.clear());
  after(async () => dropScaffoldBase(testEngine()));

  it('trains on two hosts, and fails with a reason on both when one of them dies', async () => {
    await bench.scaffold(here, { framework: 'python', purpose: 'train', hosts: 'several' });
    const { log } = await tryTraining(bench);
    assert.match(log, /^30 rows for algo-1, one of 2 hosts\.$/m);

    const run = { ...(await bench.readRun()), hyperparameters: { epochs: 1_000_000 } };
    let killed: number | undefined;
    const { record, ml } = await bench.train(run, (event, _, at) => {
      if (killed !== undefined || event.kind !== 'output') return;
      if (!Buffer.from(event.bytes).includes('epoch=3;')) return;
      killed = Date.now();
      void killHost(at?.id ?? '', 'algo-2');
    });
    assert.equal(record.status, 'failed');
    assert.ok(Date.now() - (killed ?? 0) < 20_000);
    const reason = readFileSync(join(ml('algo-1'), 'output/failure'), 'utf8');
    assert.match(reason, /^HostGone: algo-2 ended before the training did: its log says why\.\n\nTraceback/);
  });

  async function killHost(run: string, host: string): Promise<void> {
    const label = [`${runLabel}=${run}`, `${hostLabel}=${host}`];
    const docker = connect(testEngine());
    const [found] = await docker.listContainers({ filters: { label } });
    assert.ok(found, `No container has the labels ${label.join(', ')}.`);
    await docker.getContainer(found.Id).kill();
  }

  it('trains with the toolkit, stops with what it has learned, and runs the script of a job', async () => {
    await bench.scaffold(here, { framework: 'python', purpose: 'train', toolkit: 'toolkit' });
    await tryTraining(bench);
    const run = await bench.readRun();
    const stopped = await bench.train(
      { ...run, hyperparameters: { epochs: 1_000_000 } },
      (event, control) => {
        if (event.kind === 'output' && Buffer.from(event.bytes).includes('epoch=2;')) control.stop();
      },
    );
    assert.equal(stopped.record.status, 'stopped');
    assert.match(stopped.log, /^Asked to stop after epoch \d+; what was learned is kept\.$/m);
    assert.ok(existsSync(join(stopped.record.folder, 'artifacts/model.tar.gz')));

    bench.write('own/other.py', 'import sys\nprint("Mine", sys.argv[1:])\nsys.exit(3)\n');
    const own = await bench.train({
      ...run,
      channels: { ...run.channels, code: channel(bench.path('own')) },
      hyperparameters: {
        sagemaker_program: 'other.py',
        sagemaker_submit_directory: '/opt/ml/input/data/code',
        depth: 4,
      },
    });
    assert.match(own.log, /^Mine \['--depth', '4'\]$/m);
    assert.equal(own.record.status, 'failed');
    assert.match(readFileSync(join(own.ml(), 'output/failure'), 'utf8'), /ExitCode 3/);
  });

  it('serves behind nginx, and ends when gunicorn does', async () => {
    await bench.scaffold(here, { framework: 'python', purpose: 'serve', server: 'nginx' });
    const model = await bench.makeModel();
    await bench.checkServing(model, 9000);

    const server = await serveModel(testEngine(), { image: scaffoldImage, model });
    try {
      await eventually(async () => assert.equal((await server.ask('/ping')).status, 200), 60);
      await server.run(kill('gunicorn'));
      assert.equal(await server.ended(), 1);
      assert.match(await server.log(), /gunicorn has ended by itself\./);
    } finally {
      await server.remove();
    }
    writeFileSync(join(model, 'model.json'), 'broken');
    await bench.checkRefusal(model, /JSONDecodeError[^]*gunicorn has ended by itself\./);
  });

  it('serves many models, and says when there is no room for one', async () => {
    await bench.scaffold(here, { framework: 'python', purpose: 'serve', server: 'multi-model' });
    const model = await bench.makeModel();
    await tryModels(bench, model);
    const served = { model: bench.path('models'), target: '/opt/ml/models' };
    await bench.serve({ ...served, environment: ['MEMORY_RESERVE_MB=999999999'] }, async ({ ask }) => {
      const asked = JSON.stringify({ model_name: 'iris', url: '/opt/ml/models/iris/model' });
      assert.deepEqual(await ask('/models', asked, 'application/json'), {
        status: 507,
        text: '{"error":"There is no memory for iris.","leastRecentlyUsed":[]}',
      });
    });
  });

  describe('with the inference toolkit', () => {
    let onJava: Localize;
    before(async () => (onJava = await localizeJava(testEngine())));
    beforeEach(async () =>
      bench.scaffold(onJava, { framework: 'python', purpose: 'serve', server: 'inference-toolkit' }),
    );
    after(async () => dropJavaBase(testEngine()));

    it('serves one model or many, as any user, and ends when the server does', async () => {
      const model = await bench.makeModel();
      await bench.checkServing(model, 9000);
      await tryModels(bench, model);

      const server = await serveModel(testEngine(), { image: scaffoldImage, model, user: '1234' });
      try {
        await eventually(async () => assert.equal((await server.ask('/ping')).status, 200), 60);
        const { status, text } = await server.ask('/invocations', '{"instances": 3}', 'application/json');
        assert.equal(status, 400);
        const error = `The request cannot be read: TypeError("'int' object is not iterable")`;
        assert.deepEqual(JSON.parse(text), { error });
        assert.equal((await server.run(notText)).trim(), '400');
        await server.run(kill('java'));
        assert.equal(await server.ended(), 1);
        assert.match(await server.log(), /The model server has ended by itself\./);
      } finally {
        await server.remove();
      }
    });

    it('serves a model with functions and packages of its own, and refuses one that is broken', async () => {
      const model = await bench.makeModel();
      bench.write('sample/model/code/inference.py', ownFunctions);
      bench.write('sample/model/code/requirements.txt', 'joblib==1.6.0\n');
      await bench.serve({ model }, async ({ ask }) =>
        assert.deepEqual(JSON.parse((await ask('/invocations', 'four')).text), [
          'Mine from /opt/ml/model',
          4,
        ]),
      );
      rmSync(join(model, 'code/requirements.txt'));
      bench.write('sample/model/code/inference.py', 'import pandas_is_missing\n');
      await bench.checkRefusal(model, /No module named 'pandas_is_missing'[^]*The model cannot be loaded\./);
    });
  });

  it('answers a batch transform line by line', async () => {
    await bench.scaffold(here, { framework: 'python', purpose: 'batch' });
    await tryBatch(bench, await bench.makeModel());
  });

  it('processes data, and says why it cannot', async () => {
    await bench.scaffold(here, { framework: 'python', purpose: 'processing' });
    await tryProcessing(bench);
    writeFileSync(bench.path('sample/data/iris.csv'), 'a,b,kind\n');
    const output = bench.path('failed');
    const binds = [
      `${bench.path('sample/data')}:/opt/ml/processing/input/data:ro`,
      `${output}:/opt/ml/output`,
    ];
    assert.equal(await runContainer([], binds), 1);
    assert.match(
      readFileSync(join(output, 'message'), 'utf8'),
      /^ValueError: There are no CSV files with data in \/opt\/ml\/processing\/input\/data\./,
    );
  });
});
